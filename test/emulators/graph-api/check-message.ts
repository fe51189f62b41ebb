import { type GraphFailure, graphFailure } from './graph-error.js';

type Raw = Readonly<Record<string, unknown>>;

export type CheckedMessage = {
  readonly to: string;
  readonly isPhone: boolean;
  readonly kind: string;
  readonly text: string;
  readonly opaqueId: string | null;
};

const missing = (parameter: string): GraphFailure => graphFailure(100, `The parameter ${parameter} is required.`);
const wrong = (parameter: string, rule: string): GraphFailure =>
  graphFailure(131009, `Parameter value is not valid`, { details: `Parameter '${parameter}' ${rule}` });

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, limit: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= limit;
const isTitle = (value: unknown, limit: number): value is string => isText(value, limit) && value.trim() === value;
const areUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

const checkButtons = (action: Raw): GraphFailure | null => {
  const { buttons } = action;
  if (!Array.isArray(buttons) || buttons.length === 0 || buttons.length > 3)
    return wrong('buttons', 'must have 1 to 3 elements');
  const replies = buttons.map((button) =>
    isObject(button) && button['type'] === 'reply' && isObject(button['reply']) ? button['reply'] : {},
  );
  const good = replies.every((reply) => isTitle(reply['title'], 20) && isTitle(reply['id'], 256));
  if (!good) return wrong('buttons', 'has a reply whose title or id is missing or too long');
  return areUnique(replies.map((reply) => reply['title'])) && areUnique(replies.map((reply) => reply['id']))
    ? null
    : wrong('buttons', 'has duplicates');
};

const checkList = (action: Raw): GraphFailure | null => {
  const { button, sections } = action;
  if (!isTitle(button, 20)) return wrong('button', 'is missing or too long');
  if (!Array.isArray(sections) || sections.length === 0 || sections.length > 10)
    return wrong('sections', 'must have 1 to 10 elements');
  if (sections.length > 1 && !sections.every((section) => isObject(section) && isTitle(section['title'], 24)))
    return wrong('sections', 'need titles');
  const rows = sections.flatMap((section) =>
    isObject(section) && Array.isArray(section['rows']) ? section['rows'] : [],
  );
  if (rows.length === 0 || rows.length > 10) return wrong('rows', 'must have 1 to 10 elements');
  const good = rows.every((row) => isObject(row) && isTitle(row['title'], 24) && isTitle(row['id'], 200));
  return good && areUnique(rows.map((row) => (row as Raw)['id']))
    ? null
    : wrong('rows', 'has a title or id that is missing, too long or repeated');
};

const checkInteractive = (interactive: unknown): GraphFailure | string => {
  if (!isObject(interactive) || !isObject(interactive['action'])) return missing('interactive');
  const body = isObject(interactive['body']) ? interactive['body']['text'] : null;
  if (!isText(body, 1_024)) return wrong('interactive.body.text', 'must be 1 to 1024 characters long');
  switch (interactive['type']) {
    case 'button':
      return checkButtons(interactive['action']) ?? body;
    case 'list':
      return checkList(interactive['action']) ?? body;
    default:
      return wrong('interactive.type', 'must be one of {button, list}');
  }
};

const checkContent = (message: Raw): GraphFailure | string => {
  switch (message['type'] ?? 'text') {
    case 'text': {
      const body = isObject(message['text']) ? message['text']['body'] : null;
      if (typeof body !== 'string' || body.trim() === '')
        return graphFailure(131008, 'Required parameter is missing', { details: "text['body']" });
      return body.length > 4_096 ? graphFailure(100, "Param text['body'] must be at most 4096 characters long.") : body;
    }
    case 'interactive':
      return checkInteractive(message['interactive']);
    default:
      return graphFailure(131051, 'Unsupported message type');
  }
};

const checkAddress = ({ to, recipient }: Raw): GraphFailure | { to: string; isPhone: boolean } => {
  // Meta prefers the phone when both are given.
  if (to !== undefined)
    return typeof to === 'string' && /^\+?\d{5,20}$/.test(to)
      ? { to: to.replace('+', ''), isPhone: true }
      : wrong('to', 'is not a valid phone number');
  if (recipient === undefined) return missing('to');
  const isBsuid = typeof recipient === 'string' && /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(recipient);
  return isBsuid ? { to: recipient, isPhone: false } : wrong('recipient', 'is not a valid business-scoped user id');
};

/** Judges a body of `POST /messages` as Meta would. */
export const checkMessage = (message: Raw): GraphFailure | CheckedMessage => {
  if (message['messaging_product'] !== 'whatsapp') return missing('messaging_product');
  const recipientType = message['recipient_type'] ?? 'individual';
  if (recipientType !== 'individual') return wrong('recipient_type', 'must be individual');
  const address = checkAddress(message);
  if ('body' in address) return address;
  const text = checkContent(message);
  if (typeof text !== 'string') return text;
  const opaqueId = message['biz_opaque_callback_data'] ?? null;
  if (opaqueId !== null && !isText(opaqueId, 512))
    return wrong('biz_opaque_callback_data', 'must be at most 512 characters long');
  return { ...address, kind: String(message['type'] ?? 'text'), text, opaqueId };
};

/** A mark-as-read, with or without a typing indicator; `null` if the body is none. */
export const checkTyping = (message: Raw): GraphFailure | { messageId: string; typing: boolean } | null => {
  if (message['status'] === undefined) return null;
  if (message['messaging_product'] !== 'whatsapp') return missing('messaging_product');
  if (message['status'] !== 'read') return wrong('status', 'must be read');
  if (!isText(message['message_id'], 512)) return missing('message_id');
  const indicator = message['typing_indicator'];
  if (indicator === undefined) return { messageId: message['message_id'], typing: false };
  const good = isObject(indicator) && indicator['type'] === 'text';
  return good ? { messageId: message['message_id'], typing: true } : wrong('typing_indicator.type', 'must be text');
};
