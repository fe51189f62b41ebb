import type { BinaryNode } from '@whiskeysockets/baileys';
import { bytesOf, child, children, node } from '../binary-nodes.js';
import type { Person } from '../people/person.js';
import type { Host } from './host.js';

/** What the server tells about one person, by protocol. None of it for a number that nobody has, but that it is out. */
const answers: Readonly<Record<string, (person: Person | undefined) => BinaryNode | undefined>> = {
  contact: (person) => node('contact', { type: person === undefined ? 'out' : 'in' }),
  devices: (person) => node('devices', {}, [node('device-list', {}, person && deviceNodes(person))]),
  lid: (person) => person && node('lid', { val: person.lidJid }),
  status: () => node('status', { t: '0' }),
  disappearing_mode: () => node('disappearing_mode', { duration: '0', t: '0' }),
};

const deviceNodes = ({ devices }: Person): BinaryNode[] => [
  node('device', { id: '0' }),
  ...[...devices.keys()].map((id) => node('device', { id: String(id), 'key-index': String(id) })),
];

const askedFor = (user: BinaryNode): string => {
  const phone = bytesOf(child(user, 'contact'))?.toString().replaceAll(/\D/g, '');
  return user.attrs['jid'] ?? `${phone ?? ''}@s.whatsapp.net`;
};

/** `undefined`: a protocol is asked for that is not known here. */
export const answerUsync = (host: Host, usync: BinaryNode): BinaryNode | undefined => {
  const wanted = children(child(usync, 'query')).map(({ tag }) => tag);
  if (wanted.some((protocol) => answers[protocol] === undefined)) return undefined;
  const users = children(child(usync, 'list'), 'user').map((user) => {
    const jid = askedFor(user);
    const person = host.account(jid);
    const told = wanted.map((protocol) => answers[protocol]?.(person)).filter((one) => one !== undefined);
    return node('user', { jid }, told);
  });
  const { context = '', mode = '', sid = '' } = usync.attrs;
  return node('usync', { context, mode, sid, index: '0', last: 'true' }, [node('result'), node('list', {}, users)]);
};
