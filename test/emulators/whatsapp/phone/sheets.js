import { attempt } from './attempt.js';
import { act } from './emulator.js';
import { check, el, field, form } from './view.js';

/** The forms of a phone, each as a list of elements. */

export const addSheet = (phone) => {
  const path = phone.kind === 'owner' ? 'owners' : 'customers';
  const make = async (input) => {
    const made = await attempt(() => act(path, input));
    if (made === undefined) return;
    await phone.refresh();
    phone.choose(made.phone);
  };
  const number = { name: 'phone', required: true, pattern: '[0-9]{6,15}', inputMode: 'numeric' };
  return [
    el('h2', {}, phone.kind === 'owner' ? 'A phone for a business' : 'A phone for a customer'),
    form(
      'Make the phone',
      [field('Name', { name: 'name', required: true, maxLength: 60 }), field('Number, digits only', number)],
      make,
    ),
  ];
};

const deviceRow = (owner, { id, isOpen }) => {
  const onclick = () => attempt(() => act('unlink', { owner, device: id }));
  const button = el('button', { type: 'button', className: 'plain', onclick }, 'Unlink');
  return el('div', { className: 'row' }, `Device ${id} · ${isOpen ? 'connected' : 'away'}`, button);
};

export const deviceSheet = ({ person: owner, me }) => {
  const link = (path) => async (input, sheet) => {
    if ((await attempt(() => act(path, { owner, ...input }))) !== undefined) sheet.reset();
  };
  const devices = me.devices.map((device) => deviceRow(owner, device));
  const qr = { name: 'qr', rows: 3, required: true };
  const code = { name: 'code', required: true, minLength: 8, maxLength: 9, autocapitalize: 'characters' };
  return [
    el('h2', {}, 'Linked devices'),
    ...(devices.length > 0 ? devices : [el('p', { className: 'hint' }, 'None yet.')]),
    el('h2', {}, 'Link a device'),
    form('Scan', [field('Text of the QR code, as the panel shows it', qr, 'textarea')], link('scan')),
    el('h2', {}, 'or by code'),
    form('Link', [field('The 8 characters', code)], link('enter-code')),
  ];
};

export const habitSheet = (phone) => {
  const { person: customer, me } = phone;
  const afterwards = (what, input) => attempt(() => act(what, { customer, ...input })).then(() => phone.refresh());
  const set = (habits) => afterwards('habits', { set: habits });
  return [
    el('h2', {}, 'This phone'),
    check('Is online', me.isOnline, (on) => afterwards(on ? 'online' : 'offline', {})),
    check('Writes with its hidden id instead of the number', me.addressing === 'lid', (on) =>
      set({ addressing: on ? 'lid' : 'pn' }),
    ),
    check('Reads everything at once', me.autoRead, (on) => set({ autoRead: on })),
  ];
};
