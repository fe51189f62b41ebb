import type { WidgetSettings } from './data.js';

/** Where the scripts are, as the server wrote it into the snippet. */
const baseOf = ({ snippet }: Pick<WidgetSettings, 'snippet'>): string =>
  /src="([^"]*)\/widget\.js"/.exec(snippet)?.[1] ?? '';

/** The second way: the chat stands in the page, always open. */
export const inlineSnippet = (settings: Pick<WidgetSettings, 'snippet' | 'slug'>): string =>
  [
    '<div id="chat" style="height: 640px"></div>',
    `<script src="${baseOf(settings)}/static/widget/chatbot.js"></script>`,
    '<script>',
    `  new WakilChatWidget({ company: '${settings.slug}', container: '#chat' });`,
    '</script>',
  ].join('\n');
