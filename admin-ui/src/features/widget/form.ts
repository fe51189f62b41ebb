import type { SettingsSchemas } from '../../shared/api/settings.js';
import type { Draft } from '../../shared/lib/use-draft.js';
import type { WidgetParts, WidgetSettings } from './data.js';

/** What each tab is given. */
export type TabProps = {
  readonly draft: Draft<WidgetParts>;
  readonly saved: WidgetSettings;
  readonly schemas: SettingsSchemas;
  readonly errors: Readonly<Record<string, string>>;
  readonly disabled: boolean;
};

/** Sets one part of the form. */
export const setterOf =
  ({ value, set }: Draft<WidgetParts>) =>
  <K extends keyof WidgetParts>(key: K, next: WidgetParts[K]): void =>
    set({ ...value, [key]: next });
