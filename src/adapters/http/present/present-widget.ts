import type { z } from 'zod';
import type { FileDto } from '#adapters/http/contract/file';
import type {
  WidgetCardDto,
  WidgetConfigDto,
  WidgetFileDto,
  WidgetFormDto,
  WidgetMessageDto,
  WidgetSessionDto,
  WidgetStateDto,
} from '#adapters/http/contract/widget';
import { presentChatChoice } from '#adapters/http/present/present-choice';
import type { FileView } from '#application/files/file-keeper';
import type { CreatedVisit } from '#application/widget/create-visit';
import type { WidgetConfig } from '#application/widget/read-widget-config';
import type { VisitState } from '#application/widget/visit-state';
import type { ServiceCard, VisitorMessage } from '#application/widget/visitor-views';
import type { MessageAuthor } from '#domain/conversation/message';
import type { Form } from '#domain/leads/form';
import { type Language, textIn } from '#domain/shared/language';

/** @param base where the client has reached us: the page is another site's. */
export const presentWidgetFile = ({ stored, path }: FileView, base: string): z.input<typeof WidgetFileDto> => ({
  id: stored.id,
  name: stored.name,
  mime_type: stored.mimeType,
  size: stored.size,
  url: base + path,
});

export const presentFile = ({ stored, path }: FileView): z.input<typeof FileDto> => ({
  id: stored.id,
  name: stored.name,
  mimeType: stored.mimeType,
  size: stored.size,
  url: path,
  createdAt: stored.createdAt.toISOString(),
});

const presentCard = ({ title, price, image, choice }: ServiceCard, base: string): z.input<typeof WidgetCardDto> => ({
  title,
  subtitle: price,
  image_url: image?.startsWith('/') ? base + image : image,
  choice: presentChatChoice(choice),
});

const speakers = {
  customer: 'visitor',
  assistant: 'assistant',
  human: 'human',
  owner_phone: 'human',
  system: 'system',
} as const satisfies Record<MessageAuthor['kind'], z.input<typeof WidgetMessageDto>['from']>;

/** A person's first name is all a visitor gets to know of them. */
const authorOf = (author: MessageAuthor): string | null =>
  author.kind === 'human' ? (author.name.trim().split(/\s+/)[0] ?? null) : null;

export const presentVisitorMessage = (
  { message, text, file, choices, cards, clientKey }: VisitorMessage,
  base: string,
): z.input<typeof WidgetMessageDto> => ({
  id: message.id,
  seq: message.seq,
  from: speakers[message.author.kind],
  author: authorOf(message.author),
  text,
  file: file && presentWidgetFile(file, base),
  choices: choices.map(presentChatChoice),
  cards: cards.map((each) => presentCard(each, base)),
  client_key: clientKey,
  created_at: message.createdAt.toISOString(),
});

export const presentVisitState = (state: VisitState): z.input<typeof WidgetStateDto> => ({
  status: state.status,
  mode: state.mode,
  agent: state.agent,
  typing: state.typing,
  last_seq: state.lastSeq,
  read_seq: state.readSeq,
  rating: state.rating,
  open: state.open,
});

export const presentCreatedVisit = ({
  visitor,
  token,
  expiresAt,
  state,
}: CreatedVisit): z.input<typeof WidgetSessionDto> => ({
  session_id: visitor.sessionId,
  token,
  expires_at: expiresAt.toISOString(),
  state: presentVisitState(state),
});

const presentForm = (form: Form, language: Language): z.input<typeof WidgetFormDto> => ({
  id: form.id,
  title: textIn(form.title, language),
  fields: form.fields.map(({ key, type, label, required, options }) => ({
    key,
    type,
    label: textIn(label, language),
    required,
    options: options.map((option) => textIn(option, language)),
  })),
  submit_label: textIn(form.submitLabel, language),
  external_url: form.externalUrl,
});

const presentLooks = ({ settings, title, welcome }: WidgetConfig) => ({
  theme: settings.theme,
  scheme: settings.scheme,
  primary_colour: settings.primaryColour,
  font: settings.font,
  position: settings.position,
  size: settings.size,
  title,
  welcome,
});

export const presentWidgetConfig = (config: WidgetConfig, base: string): z.input<typeof WidgetConfigDto> => {
  const { tenant, settings, language, menu } = config;
  return {
    company: { slug: tenant.slug, name: tenant.name, logo_url: config.logoPath && base + config.logoPath },
    enabled: config.isEnabled,
    notice: config.notice,
    language,
    languages: [...tenant.assistant.languages],
    ...presentLooks(config),
    menu: menu && { text: menu.text, choices: menu.choices.map(presentChatChoice) },
    unreachable: config.unreachable,
    forms: config.forms.map((form) => presentForm(form, language)),
    pre_chat_form: settings.preChatForm,
    features: {
      attachments: settings.attachments,
      emoji: settings.emoji,
      sound: settings.sound,
      rating: settings.askRating,
    },
    privacy: { notice_url: settings.privacy.noticeUrl, require_consent: settings.privacy.requireConsent },
    open: config.open,
    opens_at: config.opensAt?.toISOString() ?? null,
  };
};
