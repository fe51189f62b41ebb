/** Pieces of the page. Text only ever becomes text. */

export const el = (tag, props = {}, ...content) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...content.filter((one) => one !== null && one !== undefined));
  return made;
};

const hour = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const ticks = { sent: '✓', delivered: '✓✓', read: '✓✓' };
const words = { sent: 'sent', delivered: 'delivered', read: 'read' };
const names = {
  image: 'Picture',
  document: 'Document',
  audio: 'Voice message',
  video: 'Video',
  sticker: 'Sticker',
  location: 'Place',
  contact: 'Contact',
  reaction: 'Reaction',
  poll: 'Poll',
  group_invite: 'Invitation to a group',
  protocol: 'Change of a message',
  other: 'Message',
};

const saying = ({ kind, text }) => (kind === 'text' ? text : [names[kind], text].filter(Boolean).join(': '));

const meta = (line) => {
  const by = line.via === 'linked' ? 'linked device · ' : '';
  const made = el('span', { className: 'meta' }, by + hour.format(line.at));
  if (!line.fromMe) return made;
  const mark = el('span', { className: line.status }, ` ${ticks[line.status]}`);
  mark.setAttribute('role', 'img');
  mark.setAttribute('aria-label', words[line.status]);
  made.append(mark);
  return made;
};

const picture = (line, phone) => {
  if (line.kind !== 'image' && line.kind !== 'sticker') return null;
  return el('img', {
    src: `/file?phone=${phone}&id=${encodeURIComponent(line.id)}`,
    alt: line.text || names[line.kind],
  });
};

export const lineView = (line, phone) => {
  const shown = picture(line, phone);
  const className = line.fromMe ? 'line mine' : 'line';
  return el('li', { className }, shown, shown === null ? saying(line) : line.text, meta(line));
};

export const chatEntry = ({ name, peer, lines }, open) => {
  const last = lines.at(-1);
  const unread = lines.filter(({ fromMe, status }) => !fromMe && status !== 'read').length;
  const text = el(
    'span',
    { className: 'text' },
    name,
    el('span', { className: 'last' }, last ? saying(last) : `+${peer}`),
  );
  const face = el('span', { className: 'face' }, name.slice(0, 1).toUpperCase());
  face.setAttribute('aria-hidden', 'true');
  const badge = unread > 0 ? el('span', { className: 'badge', title: 'unread' }, String(unread)) : null;
  return el('li', {}, el('button', { type: 'button', onclick: () => open(peer) }, face, text, badge));
};

export const field = (label, props, tag = 'input') => el('label', {}, label, el(tag, props));

export const check = (label, checked, onchange) =>
  el(
    'label',
    { className: 'check' },
    el('input', { type: 'checkbox', checked, onchange: (event) => onchange(event.target.checked) }),
    label,
  );

/** A form that hands its fields over and reports what was wrong. */
export const form = (button, fields, submit) =>
  el(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        submit(Object.fromEntries(new FormData(event.target)), event.target);
      },
    },
    ...fields,
    el('button', { type: 'submit', className: 'main' }, button),
  );
