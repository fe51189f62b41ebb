import type { SettingsSchemas } from '../../shared/api/settings.js';
import type { Draft } from '../../shared/lib/use-draft.js';
import type { SettingsParts } from './parts.js';

/** What each tab is given. */
export type TabProps = {
  readonly draft: Draft<SettingsParts>;
  readonly schemas: SettingsSchemas;
  /** By path: a part's own (`profile.phone`) and, from rules that name no part, the field's alone. */
  readonly errors: Readonly<Record<string, string>>;
  readonly disabled: boolean;
};

/** The faults of one part's fields. */
export const errorsOfPart = (errors: TabProps['errors'], part: string): TabProps['errors'] => ({
  ...errors,
  ...Object.fromEntries(
    Object.entries(errors).flatMap(([path, message]) =>
      path.startsWith(`${part}.`) ? [[path.slice(part.length + 1), message]] : [],
    ),
  ),
});
