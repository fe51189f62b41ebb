import type { FormId, TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

export const formFieldTypes = ['name', 'email', 'phone', 'text', 'message', 'select', 'checkbox', 'date'] as const;
export type FormFieldType = (typeof formFieldTypes)[number];

export type FormField = {
  /** Lower-case letters, digits and underscores; unique in the form; names the value in a lead. */
  readonly key: string;
  readonly type: FormFieldType;
  readonly label: LocalizedText;
  readonly required: boolean;
  /** For `select`. */
  readonly options: readonly LocalizedText[];
};

/** Something a visitor fills in; or a link to somebody else's form (WEB-9). */
export type Form = {
  readonly id: FormId;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly title: LocalizedText;
  readonly fields: readonly FormField[];
  readonly submitLabel: LocalizedText;
  readonly thanks: LocalizedText;
  /** https; when set the fields are not shown and the visitor is sent there. */
  readonly externalUrl: string | null;
  /** Who is told by mail of each submission. */
  readonly notify: readonly string[];
  /** The assistant may ask for the fields one by one where no form can be drawn. Absent on forms from before: it may not. */
  readonly asksInChat?: boolean;
  readonly status: 'active' | 'archived';
  readonly createdAt: Date;
  readonly version: number;
};

/** May it be asked for in a chat? */
export const isAskable = ({ status, externalUrl, asksInChat }: Form): boolean =>
  status === 'active' && externalUrl === null && asksInChat === true;
