import { useText } from '../../shared/i18n/dictionary.js';
import { widgetWords } from '../../shared/i18n/widget.js';
import { pickSchema } from '../../shared/ui/pick-schema.js';
import { SchemaForm } from '../../shared/ui/schema-form.js';
import { Section } from '../../shared/ui/screen.js';
import type { WidgetParts } from './data.js';
import type { TabProps } from './form.js';

/** A rule of the server names its field without the group it stands in. */
const grouped = (errors: TabProps['errors']): TabProps['errors'] =>
  errors['noticeUrl'] === undefined ? errors : { ...errors, 'privacy.noticeUrl': errors['noticeUrl'] };

export const PrivacyTab = ({ draft, schemas, errors, disabled }: TabProps) => {
  const t = useText(widgetWords);
  return (
    <Section title={t.privacyTitle} text={t.privacyText}>
      <SchemaForm
        schema={pickSchema(schemas.widget, ['privacy'])}
        value={draft.value}
        onChange={(next) => draft.set(next as WidgetParts)}
        errors={grouped(errors)}
        words={t.fields}
        disabled={disabled}
      />
    </Section>
  );
};
