import type { FileId, FlowId, FormId, TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** Looks a tenant can start from; each is a style sheet of variables, and `primaryColour` goes over it. */
export const widgetThemes = ['classic', 'midnight', 'sand', 'contrast'] as const;
export type WidgetTheme = (typeof widgetThemes)[number];
export const widgetFonts = ['system', 'serif', 'rounded', 'mono'] as const;
export type WidgetFont = (typeof widgetFonts)[number];

/** What is kept of a visitor besides what they write (WEB-1). Everything off is the default: who wants it, says so. */
export type VisitorPrivacy = {
  readonly keepIp: boolean;
  readonly keepUserAgent: boolean;
  readonly keepReferrer: boolean;
  /** Shown before the first message; `null` shows none. */
  readonly noticeUrl: string | null;
  /** The visitor has to agree to the notice before writing. */
  readonly requireConsent: boolean;
};

/** What a tenant decides about the chat on its site (WEB-4, WEB-7). */
export type WidgetSettings = {
  readonly tenantId: TenantId;
  readonly enabled: boolean;
  /**
   * Hosts that may show it, such as `shop.example` or `*.shop.example`; empty: our own pages only (the demo, the preview).
   * A port may follow: `localhost:8080`.
   */
  readonly domains: readonly string[];
  readonly theme: WidgetTheme;
  readonly scheme: 'light' | 'dark' | 'auto';
  /** `#rrggbb`. */
  readonly primaryColour: string;
  readonly font: WidgetFont;
  readonly position: 'end' | 'start';
  readonly size: 'compact' | 'standard' | 'large';
  readonly title: LocalizedText;
  readonly welcome: LocalizedText;
  readonly logo: FileId | null;
  readonly language: 'auto' | 'en' | 'ar';
  /** The menu a conversation opens with (WEB-8). */
  readonly menu: FlowId | null;
  /** Asked before the first message; `null` asks nothing. */
  readonly preChatForm: FormId | null;
  readonly askRating: boolean;
  readonly attachments: boolean;
  readonly emoji: boolean;
  readonly sound: boolean;
  readonly privacy: VisitorPrivacy;
  /** The last page that loaded it and when: how the panel knows that the snippet works. */
  readonly seen: { readonly origin: string; readonly at: Date } | null;
  readonly version: number;
};

export const defaultWidgetSettings = (tenantId: TenantId): WidgetSettings => ({
  tenantId,
  enabled: true,
  domains: [],
  theme: 'classic',
  scheme: 'auto',
  primaryColour: '#0f766e',
  font: 'system',
  position: 'end',
  size: 'standard',
  title: {},
  welcome: {},
  logo: null,
  language: 'auto',
  menu: null,
  preChatForm: null,
  askRating: true,
  attachments: true,
  emoji: true,
  sound: false,
  privacy: { keepIp: false, keepUserAgent: false, keepReferrer: false, noticeUrl: null, requireConsent: false },
  seen: null,
  version: 0,
});
