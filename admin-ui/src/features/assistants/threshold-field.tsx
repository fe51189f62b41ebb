import { Slider, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatShare } from '../../shared/i18n/format.js';
import classes from './assistants.module.css';
import type { PartProps } from './behaviour-fields.js';
import { type Reliability, reliabilityQuery } from './data.js';

const width = 320;
const height = 120;

type Point = Reliability['curve'][number];

const lineOf = (curve: readonly Point[], key: 'answered' | 'wrong'): string =>
  curve.map((point) => `${point.threshold * width},${height - point[key] * height}`).join(' ');

const nearest = (curve: readonly Point[], threshold: number): Point | undefined =>
  [...curve].sort((left, right) => Math.abs(left.threshold - threshold) - Math.abs(right.threshold - threshold))[0];

/** What the tenant's own checked answers say about each threshold: answered by itself, and wrong (BEY-3). */
const Curve = ({ measured, threshold }: { readonly measured: Reliability; readonly threshold: number }) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const here = nearest(measured.curve, threshold);
  if (here === undefined) return null;
  const said = `${t.curveAt(formatShare(threshold, language))}: ${formatShare(here.answered, language)} ${t.curveAnswered}, ${formatShare(here.wrong, language)} ${t.curveWrong}`;
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

const Measured = ({ threshold }: { readonly threshold: number }) => {
  const t = useText(assistantsWords);
  const { data } = useQuery(reliabilityQuery);
  if (data === undefined) return null;
  const isEnough = data !== null && data.curve.length > 1 && data.labels >= data.needed;
  return (
    <div>
      <Text size="sm" fw={500}>
        {t.curve}
      </Text>
      {isEnough ? (
        <Curve measured={data} threshold={threshold} />
      ) : (
        <Text size="sm" c="dimmed">
          {t.curveMissing} {data !== null && t.curveNeeds(data.labels, data.needed)}
        </Text>
      )}
    </div>
  );
};

export const ThresholdField = ({ config, onChange, disabled }: PartProps) => {
  const t = useText(assistantsWords);
  const language = useLanguage();
  const share = (value: number): string => formatShare(value / 100, language);
  return (
    <div className={classes['threshold']}>
      <Text size="sm" fw={500} id="threshold-label">
        {t.threshold}: {formatShare(config.confidenceThreshold, language)}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {t.thresholdHint}
      </Text>
      <Slider
        thumbLabel={t.threshold}
        value={Math.round(config.confidenceThreshold * 100)}
        label={share}
        min={0}
        max={100}
        step={1}
        disabled={disabled}
        marks={[
          { value: 50, label: share(50) },
          { value: 85, label: share(85) },
        ]}
        mb="lg"
        onChange={(value) => onChange({ ...config, confidenceThreshold: value / 100 })}
      />
      <Measured threshold={config.confidenceThreshold} />
    </div>
  );
};
