import { z } from 'zod';

/**
 * Only what we read, and each element by itself: a list is checked to be a list, its elements one by one later, so that one
 * that is malformed loses nobody else. Everything Meta may leave out or send as null is optional.
 */
const list = z
  .array(z.unknown())
  .nullish()
  .catch(null)
  .transform((items) => items ?? []);
const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const filledText = z
  .string()
  .min(1)
  .max(512)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const seconds = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const Payload = z.object({ entry: list });
export const Entry = z.object({ changes: list });
export const Change = z.object({ field: text, value: z.record(z.string(), z.unknown()) });
export const Value = z.object({
  metadata: z.object({ phone_number_id: filledText }).nullish().catch(null),
  contacts: list,
  messages: list,
  statuses: list,
  errors: list,
});

export const Contact = z.object({
  wa_id: filledText,
  user_id: filledText,
  profile: z.object({ name: text }).nullish().catch(null),
});
export type Contact = z.infer<typeof Contact>;

/** What every message has, whatever its type. */
export const MessageHead = z.object({
  id: z.string().min(1).max(512),
  from: filledText,
  from_user_id: filledText,
  timestamp: seconds,
  type: filledText,
  group_id: filledText,
});
export type MessageHead = z.infer<typeof MessageHead>;

export const Status = z.object({
  id: filledText,
  status: z.string(),
  timestamp: seconds,
  recipient_type: filledText,
  biz_opaque_callback_data: filledText,
  errors: z
    .array(z.object({ code: z.int() }))
    .nullish()
    .catch(null),
});
export type Status = z.infer<typeof Status>;

export const TextBody = z.object({ text: z.object({ body: z.string() }) });
export const ButtonBody = z.object({ button: z.object({ payload: text, text }) });
const Reply = z.object({ id: z.string(), title: text });
export const InteractiveBody = z.object({
  interactive: z.object({
    type: filledText,
    button_reply: Reply.optional().catch(undefined),
    list_reply: Reply.optional().catch(undefined),
  }),
});
export const MediaBody = z.object({
  id: z.string().min(1).max(512),
  mime_type: text,
  sha256: filledText,
  filename: text,
  caption: text,
});
export const LocationBody = z.object({
  location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), name: text }),
});
export const ReactionBody = z.object({ reaction: z.object({ message_id: z.string().min(1).max(512), emoji: text }) });
/** The finer type of what we cannot read: `system.user_changed_number`, `interactive.nfm_reply`. */
export const FinerType = z.object({ type: z.string().min(1) });
