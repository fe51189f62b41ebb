import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { localized } from '#adapters/http/contract/money';
import { line, prose, timestamp } from '#adapters/http/contract/text';
import { widgetFonts, widgetThemes } from '#domain/channel/widget-settings';

const privacy = z.strictObject({
  keepIp: z.boolean().meta({ title: 'Keep IP addresses' }),
  keepUserAgent: z.boolean().meta({ title: 'Keep browser names' }),
  keepReferrer: z.boolean().meta({ title: 'Keep where visitors came from' }),
  noticeUrl: line(500, 0).nullable().meta({ title: 'Privacy notice', description: 'An https address.', format: 'uri' }),
  requireConsent: z.boolean().meta({ title: 'Ask for consent before the first message' }),
});

export const widgetSettingsFields = {
  enabled: z.boolean().meta({ title: 'Show the widget' }),
  domains: z
    .array(line(300))
    .max(50)
    .meta({ title: 'Domains', description: 'Where it may be shown, such as shop.example or *.shop.example.' }),
  theme: z.enum(widgetThemes).meta({ title: 'Theme' }),
  scheme: z.enum(['light', 'dark', 'auto']).meta({ title: 'Light or dark' }),
  primaryColour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0f766e')
    .meta({ title: 'Colour', format: 'color' }),
  font: z.enum(widgetFonts).meta({ title: 'Font' }),
  position: z.enum(['end', 'start']).meta({ title: 'Side', description: 'In the direction of reading.' }),
  size: z.enum(['compact', 'standard', 'large']).meta({ title: 'Size' }),
  title: localized(60).meta({ title: 'Title', description: "Empty: the business's name." }),
  welcome: z
    .strictObject({ en: prose(500).exactOptional(), ar: prose(500).exactOptional() })
    .meta({ title: 'Welcome text' }),
  logo: idOf('file').nullable().meta({ title: 'Logo' }),
  language: z.enum(['auto', 'en', 'ar']).meta({ title: 'Language' }),
  menu: idOf('flow').nullable().meta({ title: 'Menu', description: 'What a conversation opens with.' }),
  preChatForm: idOf('form').nullable().meta({ title: 'Form before the chat' }),
  askRating: z.boolean().meta({ title: 'Ask for a rating' }),
  attachments: z.boolean().meta({ title: 'Allow files' }),
  emoji: z.boolean().meta({ title: 'Emoji' }),
  sound: z.boolean().meta({ title: 'Sound' }),
  privacy: privacy.meta({ title: 'Privacy' }),
};

export const WidgetSettingsForm = z.strictObject(widgetSettingsFields);

export const WidgetSettingsDto = z
  .strictObject({
    ...widgetSettingsFields,
    slug: z.string(),
    snippet: z.string().meta({ description: 'Goes into the pages of your site, before the end of the body.' }),
    cspLine: z.string().meta({ description: 'What a site with a Content-Security-Policy adds to it.' }),
    seen: z
      .strictObject({ origin: z.string(), at: timestamp })
      .nullable()
      .meta({ description: 'The last page that loaded it.' }),
    version: z.int(),
  })
  .meta({ id: 'WidgetSettings' });

export const WidgetSettingsChange = z
  .strictObject({
    ...widgetSettingsFields,
    version: z.int().min(0).meta({ description: 'The version you read; 0 when nothing was ever changed.' }),
  })
  .meta({ id: 'WidgetSettingsChange' });
