import { Slider, Text } from '@mantine/core';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { formatShare } from '../../shared/i18n/format.js';
import classes from './assistants.module.css';
import type { PartProps } from './behaviour-fields.js';
import { ReliabilityChart } from './reliability-chart.js';

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
      <ReliabilityChart threshold={config.confidenceThreshold} />
    </div>
  );
};
