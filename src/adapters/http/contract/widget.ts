import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { line, timestamp } from '#adapters/http/contract/text';
import { widgetFonts, widgetThemes } from '#domain/channel/widget-settings';
import { formFieldTypes } from '#domain/leads/form';
import { languages } from '#domain/shared/language';

/** What a browser program of ours and of anybody's sees of the website channel. Names with underscores, like the chat API. */

export const WidgetFileDto = z
  .strictObject({
    id: idOf('file'),
    name: z.string(),
    mime_type: z.string(),
    size: z.int().meta({ description: 'In bytes.' }),
    url: z.string().meta({ description: 'Signed and good for an hour; ask for the message again for a new one.' }),
  })
  .meta({ id: 'WidgetFile' });

export const WidgetChoiceDto = z
  .strictObject({
    id: z.string(),
    label: z.string(),
    url: z.string().nullable().meta({ description: 'https: the choice is a link that opens a new page.' }),
    form_id: idOf('form').nullable().meta({ description: 'The choice opens this form.' }),
  })
  .meta({ id: 'WidgetChoice' });

/** A service shown as a card under a message: all of it from the catalogue. */
export const WidgetCardDto = z
  .strictObject({
    title: z.string(),
    subtitle: z.string().meta({ description: 'The price as the catalogue has it, written out.' }),
    image_url: z.string().nullable(),
    choice: WidgetChoiceDto.nullable(),
  })
  .meta({ id: 'WidgetCard' });

export const WidgetMessageDto = z
  .strictObject({
    id: idOf('message'),
    seq: z.int().meta({ description: '1, 2, 3 … in the conversation.' }),
    from: z.enum(['visitor', 'assistant', 'human', 'system']),
    author: z.string().nullable().meta({ description: "A person's first name; null for the rest." }),
    text: z.string(),
    file: WidgetFileDto.nullable(),
    choices: z.array(WidgetChoiceDto),
    cards: z.array(WidgetCardDto),
    client_key: z
      .string()
      .nullable()
      .meta({ description: 'The Idempotency-Key a message of the visitor was sent with.' }),
    created_at: timestamp,
  })
  .meta({ id: 'WidgetMessage' });

export const WidgetStateDto = z
  .strictObject({
    status: z.enum(['active', 'closed', 'archived']),
    mode: z
      .enum(['assistant', 'waiting', 'human'])
      .meta({ description: '`waiting`: a person was called and none has come yet.' }),
    agent: z.string().nullable().meta({ description: 'Who has it, in mode `human`: a first name.' }),
    typing: z.enum(['assistant', 'human']).nullable(),
    last_seq: z.int(),
    read_seq: z.int().meta({ description: 'The last number the visitor has seen.' }),
    rating: z.enum(['none', 'asked', 'given']),
    open: z.boolean().meta({ description: "People are there now, by the business's hours." }),
  })
  .meta({ id: 'WidgetState' });

export const WidgetSessionDto = z
  .strictObject({
    session_id: idOf('widgetSession'),
    token: z.string().meta({ description: 'Send it as `Authorization: Bearer …`. Good for 30 days.' }),
    expires_at: timestamp,
    state: WidgetStateDto,
  })
  .meta({ id: 'WidgetSession' });

export const NewWidgetSession = z
  .strictObject({
    company: line(64).meta({ description: "The business's slug, or its id as in `data-client`." }),
    token: z.string().max(512).optional().meta({
      description:
        'The token of an earlier session of this browser: it is resumed if it is still active, else a new one begins for the same visitor.',
    }),
    language: z.enum(languages).optional(),
    referrer: z.string().max(2_000).optional(),
    consent: z.boolean().optional().meta({ description: 'The visitor agreed to the privacy notice.' }),
  })
  .meta({ id: 'NewWidgetSession' });

export const NewWidgetMessage = z
  .strictObject({
    /** Cleaned by the use case: what a visitor writes is never refused for its characters, only for its length. */
    message: z.string().min(1).max(100_000).optional(),
    choice: z.strictObject({ id: line(200), label: z.string().max(400) }).optional(),
    file_id: idOf('file').optional().meta({ description: '`message` goes with it as its caption.' }),
  })
  .meta({ id: 'NewWidgetMessage', description: 'A text, a tapped choice, or a file.' });

export const WidgetStatusChange = z
  .strictObject({
    status: z.literal('closed').optional().meta({ description: 'The visitor ends the chat.' }),
    read_seq: z.int().min(0).optional(),
    typing: z.literal(true).optional().meta({ description: 'The visitor is writing; good for five seconds.' }),
  })
  .meta({ id: 'WidgetStatusChange' });

export const WidgetFormDto = z
  .strictObject({
    id: idOf('form'),
    title: z.string(),
    fields: z.array(
      z.strictObject({
        key: z.string(),
        type: z.enum(formFieldTypes),
        label: z.string(),
        required: z.boolean(),
        options: z.array(z.string()),
      }),
    ),
    submit_label: z.string(),
    external_url: z.string().nullable(),
  })
  .meta({ id: 'WidgetForm' });

export const FormSubmission = z
  .strictObject({ values: z.record(line(40), z.string().max(2_000)) })
  .meta({ id: 'FormSubmission', description: 'By field key; a ticked checkbox is "yes".' });

export const WidgetRatingChange = z
  .strictObject({ score: z.int().min(1).max(5), comment: z.string().max(1_000).default('') })
  .meta({ id: 'WidgetRating' });

/** All a page needs to draw the widget, in one language. */
export const WidgetConfigDto = z
  .strictObject({
    company: z.strictObject({ slug: z.string(), name: z.string(), logo_url: z.string().nullable() }),
    enabled: z.boolean().meta({
      description: 'false: the business has switched it off, or is suspended: show `notice` and take nothing.',
    }),
    notice: z.string().nullable(),
    language: z.enum(languages),
    languages: z.array(z.enum(languages)),
    theme: z.enum(widgetThemes),
    scheme: z.enum(['light', 'dark', 'auto']),
    primary_colour: z.string(),
    font: z.enum(widgetFonts),
    position: z.enum(['end', 'start']),
    size: z.enum(['compact', 'standard', 'large']),
    title: z.string(),
    welcome: z.string(),
    menu: z
      .strictObject({ text: z.string(), choices: z.array(WidgetChoiceDto) })
      .nullable()
      .meta({ description: 'Shown before the first message.' }),
    unreachable: z.string().meta({ description: 'Said by the button when the chat cannot be loaded.' }),
    forms: z.array(WidgetFormDto).meta({ description: 'Those the menu or the assistant may open.' }),
    pre_chat_form: idOf('form').nullable(),
    features: z.strictObject({
      attachments: z.boolean(),
      emoji: z.boolean(),
      sound: z.boolean(),
      rating: z.boolean(),
    }),
    privacy: z.strictObject({ notice_url: z.string().nullable(), require_consent: z.boolean() }),
    open: z.boolean(),
    opens_at: timestamp
      .nullable()
      .meta({ description: 'When people are there again; null when they are, or nobody knows.' }),
  })
  .meta({ id: 'WidgetConfig' });

export const WidgetMessagesDto = z
  .strictObject({
    messages: z.array(WidgetMessageDto).meta({
      description: 'Oldest first. One that was held back may have a number you know already: it replaces nothing.',
    }),
    has_more: z.boolean().meta({ description: 'Ask again after the last of these.' }),
    state: WidgetStateDto,
  })
  .meta({ id: 'WidgetMessages' });

export const WidgetThanksDto = z.strictObject({ thanks: z.string() }).meta({ id: 'WidgetThanks' });

/** The ids of events are numbers of messages: give the last one back as `Last-Event-ID`, or as `after`. */
export const widgetEvents = {
  message: WidgetMessageDto,
  state: WidgetStateDto,
  typing: z.strictObject({ typing: z.literal('human') }).meta({
    id: 'WidgetTyping',
    description: 'A person is writing; good for five seconds.',
  }),
  reset: z.strictObject({}).meta({ id: 'WidgetReset', description: 'Too much was missed: read all messages again.' }),
} as const;
