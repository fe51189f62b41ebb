import { Group, SegmentedControl, Text, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, useRef, useState } from 'react';
import { fileQuery } from '../../../shared/api/files.js';
import { settingsQuery } from '../../../shared/api/settings.js';
import type { Tenant } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import type { Language } from '../../../shared/i18n/plural.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { widgetWords } from '../../../shared/i18n/widget.js';
import { verdictOn } from '../colour.js';
import { formsQuery, menusQuery, type WidgetParts } from '../data.js';
import classes from './preview.module.css';
import { previewConfig, type WidgetConfig } from './preview-config.js';
import { useWidget } from './use-widget.js';

type Device = 'desktop' | 'phone';
type Scheme = 'light' | 'dark';
type Eyes = { readonly device: Device; readonly language: Language; readonly scheme: Scheme };

type ControlsProps = {
  readonly eyes: Eyes;
  readonly onChange: (eyes: Eyes) => void;
  readonly settings: WidgetParts;
};

/** What the business has fixed, a visitor does not choose. */
const Controls = ({ eyes, onChange, settings }: ControlsProps) => {
  const t = useText(widgetWords).preview;
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t.device}
        value={eyes.device}
        onChange={(next) => onChange({ ...eyes, device: next === 'phone' ? 'phone' : 'desktop' })}
        data={[
          { value: 'desktop', label: t.desktop },
          { value: 'phone', label: t.phone },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t.language}
        disabled={settings.language !== 'auto'}
        value={eyes.language}
        onChange={(next) => onChange({ ...eyes, language: next === 'ar' ? 'ar' : 'en' })}
        data={[
          { value: 'en', label: 'English' },
          { value: 'ar', label: 'العربية' },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t.scheme}
        disabled={settings.scheme !== 'auto'}
        value={eyes.scheme}
        onChange={(next) => onChange({ ...eyes, scheme: next === 'dark' ? 'dark' : 'light' })}
        data={[
          { value: 'light', label: t.light },
          { value: 'dark', label: t.dark },
        ]}
      />
    </Group>
  );
};

const bubbleOf = (colour: string): CSSProperties =>
  ({ background: colour, '--ink': verdictOn(colour).ink }) as CSSProperties;

/** A page as it might be anybody's, with the chat on it. A picture to look at: nothing in it can be reached or sent. */
const Stage = ({ config, eyes }: { readonly config: WidgetConfig; readonly eyes: Eyes }) => {
  const t = useText(widgetWords).preview;
  const place = useRef<HTMLDivElement>(null);
  const state = useWidget(place, config);
  return (
    <div
      className={classes['stage']}
      role="img"
      aria-label={t.label}
      dir={config.language === 'ar' ? 'rtl' : 'ltr'}
      data-device={eyes.device}
      data-scheme={eyes.scheme}
      data-size={config.size}
      data-side={config.position}
      data-state={state}
    >
      <div className={classes['page']} aria-hidden>
        <i />
        <i />
        <i />
        <i />
      </div>
      <div className={classes['corner']} inert>
        <div ref={place} className={classes['chat']} />
        <span className={classes['bubble']} style={bubbleOf(config.primary_colour)} />
      </div>
      {state === 'failed' && <p className={classes['failed']}>{t.failed}</p>}
    </div>
  );
};

type Props = { readonly settings: WidgetParts; readonly tenant: Tenant };

const useConfig = ({ settings, tenant }: Props, eyes: Eyes): WidgetConfig => {
  const flows = useQuery(menusQuery);
  const forms = useQuery(formsQuery);
  const logo = settings.logo ?? tenant.profile.logo;
  const file = useQuery({ ...fileQuery(logo ?? ''), enabled: logo !== null });
  return previewConfig({
    settings,
    tenant,
    logoUrl: logo === null ? null : (file.data?.url ?? null),
    flows: flows.data?.items ?? [],
    forms: forms.data?.items ?? [],
    language: eyes.language,
    scheme: eyes.scheme,
  });
};

const Shown = (props: Props) => {
  const t = useText(widgetWords).preview;
  const { settings } = props;
  const [chosen, choose] = useState<Eyes>({
    device: 'desktop',
    language: useLanguage(),
    scheme: useComputedColorScheme(),
  });
  const eyes: Eyes = {
    ...chosen,
    ...(settings.language !== 'auto' && { language: settings.language }),
    ...(settings.scheme !== 'auto' && { scheme: settings.scheme }),
  };
  return (
    <>
      <Controls eyes={eyes} onChange={choose} settings={settings} />
      <Stage config={useConfig(props, eyes)} eyes={eyes} />
      <Text size="xs" c="dimmed">
        {t.hint}
      </Text>
    </>
  );
};

/** The chat as it will be, beside the form that makes it so. */
export const LivePreview = ({ settings }: { readonly settings: WidgetParts }) => {
  const t = useText(widgetWords).preview;
  const common = useText(uiWords);
  const tenant = useQuery(settingsQuery);
  return (
    <section className={classes['preview']} aria-label={t.title}>
      {tenant.data === undefined ? (
        <Text c="dimmed">{tenant.error === null ? common.loading : t.failed}</Text>
      ) : (
        <Shown settings={settings} tenant={tenant.data} />
      )}
    </section>
  );
};
