import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatShare } from '../../shared/i18n/format.js';
import classes from './assistants.module.css';
import { type Reliability, reliabilityQuery } from './data.js';

const width = 320;
const height = 120;
const side = 160;
/** Two percentages in a row would change places in a text from right to left. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/** The largest circle of the diagram; the others by the number of answers they stand for. */
const radius = 9;

type Point = Reliability['curve'][number];

const lineOf = (curve: readonly Point[], key: 'answered' | 'wrong'): string =>
  curve.map((point) => `${point.threshold * width},${height - point[key] * height}`).join(' ');

const nearest = (curve: readonly Point[], threshold: number): Point | undefined =>
  [...curve].sort((left, right) => Math.abs(left.threshold - threshold) - Math.abs(right.threshold - threshold))[0];

/** What would be answered without a person at each threshold, and what of it wrongly (BEY-3). */
const Curve = ({ measured, threshold }: { readonly measured: Reliability; readonly threshold: number }) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const here = nearest(measured.curve, threshold);
  if (here === undefined) return null;
  const share = (value: number): string => isolated(formatShare(value, language));
  const said = [
    t.curveAt(share(threshold)),
    `${share(here.answered)} ${t.curveAnswered}`,
    `${share(here.wrong)} ${t.curveWrong}`,
  ].join(' · ');
  return (
    <figure className={classes['curve']} dir="ltr">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said}>
        <polyline points={lineOf(measured.curve, 'answered')} className={classes['answered']} />
        <polyline points={lineOf(measured.curve, 'wrong')} className={classes['wrong']} />
        <line x1={threshold * width} x2={threshold * width} y1={0} y2={height} className={classes['here']} />
      </svg>
      <figcaption dir="auto">{said}</figcaption>
    </figure>
  );
};

/** The reliability diagram: on the diagonal a figure means what it says. */
const Diagram = ({ bins, error }: Pick<Reliability, 'bins' | 'error'>) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const said = bins
    .map(
      ({ meanConfidence, shareRight }) =>
        `${formatShare(meanConfidence, language)}: ${formatShare(shareRight, language)}`,
    )
    .join(', ');
  return (
    <figure className={classes['diagram']} dir="ltr">
      <svg
        viewBox={`${-radius} ${-radius} ${side + 2 * radius} ${side + 2 * radius}`}
        role="img"
        aria-label={`${t.diagramStated}: ${t.diagramRight}. ${said}`}
      >
        <line x1={0} y1={side} x2={side} y2={0} className={classes['here']} />
        {bins.map(({ from, meanConfidence, shareRight, count }) => (
          <circle
            key={from}
            cx={meanConfidence * side}
            cy={side - shareRight * side}
            r={2 + (radius - 2) * Math.sqrt(count / most)}
            className={classes['bin']}
          />
        ))}
      </svg>
      <figcaption dir="auto">
        → {t.diagramStated} · ↑ {t.diagramRight}.{' '}
        {error !== null && t.diagramError(isolated(formatShare(error, language)))}
      </figcaption>
    </figure>
  );
};

const Drawn = ({ measured, threshold }: { readonly measured: Reliability; readonly threshold: number }) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  return (
    <>
      <div className={classes['charts']}>
        <Curve measured={measured} threshold={threshold} />
        <div>
          <Text size="sm" fw={500}>
            {t.diagram}
          </Text>
          <Diagram bins={measured.bins} error={measured.error} />
        </div>
      </div>
      <Text size="xs" c="dimmed">
        {t.curveFrom[measured.source]} {t.curveNeeds(measured.labels, measured.needed)}
      </Text>
      {measured.inForce > measured.threshold && (
        <Text size="sm">{t.inForce(isolated(formatShare(measured.inForce, language)))}</Text>
      )}
    </>
  );
};

/** What the threshold means here, before and after anybody judged anything. */
export const ReliabilityChart = ({ threshold }: { readonly threshold: number }) => {
  const t = useText(assistantsWords);
  const { data } = useQuery(reliabilityQuery);
  if (data === undefined) return null;
  return (
    <div>
      <Text size="sm" fw={500}>
        {t.curve}
      </Text>
      {data.curve.length > 1 ? (
        <Drawn measured={data} threshold={threshold} />
      ) : (
        <Text size="sm" c="dimmed">
          {t.curveMissing} {t.curveNeeds(data.labels, data.needed)}
        </Text>
      )}
    </div>
  );
};
