import { render } from 'preact';
import { Chat, fill } from './core/chat.js';
import { inkOn, readableOn } from './core/contrast.js';
import type { Mount, PanelHandle } from './mount.js';
import { adopt } from './styles/adopt.js';
import css from './styles/chatbot.css?inline';
import classic from './styles/themes/classic.css?inline';
import { Panel } from './ui/panel.js';
import { fetchExtras } from './ui/parts.js';

/** The surfaces of all themes lie on the far side of these. */
const [palest, darkest] = ['#e6e0d5', '#333a5c'];
const phone = matchMedia('(max-width: 480px)');

/** The colours, letters and place the business has chosen; what the snippet says goes over it. */
const dress = ({ root, button, options }: Mount, box: HTMLElement, { config, locale }: Chat): void => {
  const colour = config?.primary_colour ?? '#0f766e';
  const host = root.host as HTMLElement;
  const set = (name: string, value: string): void => host.style.setProperty(`--wk-${name}`, value);
  set('primary', colour);
  set('ink', inkOn(colour));
  set('link-light', readableOn(colour, palest));
  set('link-dark', readableOn(colour, darkest));
  const { position = config?.position, size = config?.size } = options;
  box.className = `wk ${position} ${size} ${config?.scheme ?? 'auto'} ${options.isInline ? 'inline' : ''}`;
  box.lang = button.lang = locale.slice(0, 2);
  box.dir = button.dir = box.lang === 'ar' ? 'rtl' : 'ltr';
  button.className = `l ${position}`;
};

/** The launcher tells how many messages wait, to eyes and to ears. */
const label = (button: HTMLButtonElement, { t, unread, view, config }: Chat): void => {
  const waiting = view.isOpen ? 0 : unread;
  button.title = '';
  const name = view.isOpen ? t.close : `${t.open} – ${config?.title ?? ''}`;
  button.setAttribute('aria-expanded', String(view.isOpen));
  button.setAttribute('aria-label', waiting === 0 ? name : `${name}, ${fill(t.unread, waiting)}`);
  // Drawn by the style sheet.
  if (waiting === 0) delete button.dataset['unread'];
  else button.dataset['unread'] = String(waiting);
};

/** Escape closes the innermost thing. */
const onKey = (event: KeyboardEvent, chat: Chat, box: Element, close: (() => void) | null): void => {
  if (event.key !== 'Escape' || event.isComposing) return;
  event.stopPropagation();
  const { panel } = chat.view;
  if (panel === '') close?.();
  if (panel === '') return;
  chat.set({ panel: '' });
  box.querySelector<HTMLElement>(panel === 'more' ? '.anchor .icon' : 'textarea')?.focus();
};

/** Painted, and scrolled to the end where the visitor was at the end. */
const painter = (mount: Mount, box: HTMLElement, close: (() => void) | null) => {
  let said = 0;
  return (chat: Chat): void => {
    const log = box.querySelector('.log');
    const isAtEnd = log === null || log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    dress(mount, box, chat);
    render(<Panel chat={chat} onClose={close} isModal={close !== null && phone.matches} />, box);
    label(mount.button, chat);
    if (chat.view.isOpen) chat.markRead();
    const shown = box.querySelector('.log');
    const count = chat.outbox.items.length;
    if (shown !== null && (isAtEnd || count > said)) shown.scrollTop = shown.scrollHeight;
    said = count;
  };
};

/** Classic in the system's letters is there at once; the others come when they are wanted. */
const dresser = ({ root, options }: Mount) => {
  let worn = 'classic system';
  return ({ config }: Chat): void => {
    const [theme, font] = [options.theme ?? config?.theme ?? 'classic', config?.font ?? 'system'];
    if (worn === `${theme} ${font}`) return;
    worn = `${theme} ${font}`;
    void fetchExtras().then(({ wear }) => wear(root, theme, font));
  };
};

export const start = async (mount: Mount): Promise<PanelHandle> => {
  const { root, button, config, options } = mount;
  const { isInline = false, language = '' } = options;
  const box = document.createElement('div');
  // Before the launcher, as on the screen.
  button.before(box);
  if (isInline) button.remove();
  adopt(root, css + classic);
  const toggle = (isOpen = !chat.view.isOpen): void => {
    if (isOpen === chat.view.isOpen || isInline) return;
    chat.set({ isOpen, panel: '' });
    // After the painting, which comes first in the queue.
    const input = (): HTMLElement | null => box.querySelector('textarea') ?? box.querySelector('.panel');
    queueMicrotask(() => (isOpen ? input() : button)?.focus());
  };
  const close = isInline ? null : (): void => toggle(false);
  const paint = painter(mount, box, close);
  const wear = dresser(mount);
  const chat: Chat = new Chat({
    base: options.base,
    company: options.company,
    language: language === 'ar' || language === 'en' ? language : undefined,
    config,
    paint: () => {
      wear(chat);
      paint(chat);
    },
  });
  chat.view.isOpen = isInline;
  box.addEventListener('keydown', (event) => onKey(event, chat, box, close));
  if (!isInline && phone.matches) void fetchExtras().then(({ onPhone }) => onPhone(box, phone));
  button.onclick = () => toggle();
  const isOtherLanguage = config === null || (chat.language ?? config.language) !== config.language;
  await (isOtherLanguage ? chat.configure() : chat.translate());
  return {
    toggle,
    destroy: () => {
      chat.leave();
      render(null, box);
    },
  };
};
