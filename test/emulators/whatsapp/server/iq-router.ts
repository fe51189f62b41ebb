import { type BinaryNode, jidDecode } from '@whiskeysockets/baileys';
import { bytesAt, child, children, intOf, node, timestamp } from '../binary-nodes.js';
import type { LinkedDevice } from '../linked-device.js';
import { OwnerPhone } from '../people/owner-phone.js';
import { bundleNodes } from '../signal/pre-key-bundle.js';
import type { Connection } from './connection.js';
import { goActive } from './login.js';
import { answerUsync } from './usync.js';

/** One question: the whole stanza, its first child, and the device that asks. */
type Question = { readonly iq: BinaryNode; readonly asked: BinaryNode; readonly device: LinkedDevice };
type Handler = (connection: Connection, question: Question) => void;

const answering =
  (content: (connection: Connection, question: Question) => BinaryNode[] | undefined): Handler =>
  (connection, question) =>
    connection.answer(question.iq, content(connection, question));

const agree: Handler = (connection, { iq }) => connection.answer(iq);

const storeSignedPreKey = ({ keys }: LinkedDevice, skey: BinaryNode | undefined): void => {
  if (skey === undefined) return;
  keys.signedPreKey = {
    id: intOf(bytesAt(skey, 'id')),
    key: bytesAt(skey, 'value'),
    signature: bytesAt(skey, 'signature'),
  };
};

const bundleOf = ({ host }: Connection, jid: string): BinaryNode[] => {
  const account = host.account(jid);
  const id = jidDecode(jid)?.device ?? 0;
  if (account !== undefined && id === 0) return bundleNodes(account.signal.newBundle());
  const device = account?.devices.get(id);
  return device === undefined
    ? [node('error', { code: '404', text: 'item-not-found' })]
    : bundleNodes(host.takeBundle(device));
};

const keys: Readonly<Record<string, Handler>> = {
  'encrypt get count': answering((_, { device }) => [node('count', { value: String(device.preKeys.size) })]),
  // A missing child makes the library upload again at every login.
  'encrypt get digest': answering(() => [node('digest')]),
  'encrypt get key': answering((connection, { asked }) => [
    node(
      'list',
      {},
      children(asked, 'user').map(({ attrs: { jid = '' } }) =>
        node('user', { jid, t: timestamp() }, bundleOf(connection, jid)),
      ),
    ),
  ]),
  'encrypt set registration': (connection, { iq, device }) => {
    for (const key of children(child(iq, 'list'), 'key')) {
      device.preKeys.set(intOf(bytesAt(key, 'id')), bytesAt(key, 'value'));
    }
    storeSignedPreKey(device, child(iq, 'skey'));
    connection.answer(iq);
    connection.host.changed('keys-uploaded', device.account.phone);
  },
  'encrypt set rotate': (connection, { iq, asked, device }) => {
    storeSignedPreKey(device, child(asked, 'skey'));
    connection.answer(iq);
  },
};

const blockedNodes = ({ host, session }: Connection): BinaryNode[] =>
  [...(session?.account.blocked ?? [])].map((phone) => node('item', { jid: host.accountByPhone(phone)?.lidJid ?? '' }));

const privacyCategories = ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd', 'calladd'];

const settings: Readonly<Record<string, Handler>> = {
  'abt get props': answering(() => [
    node('props', { protocol: '1', hash: 'emulator', refresh: '86400', refresh_id: '1' }),
  ]),
  'blocklist get -': answering((connection) => [node('list', { dhash: '0' }, blockedNodes(connection))]),
  'blocklist set item': (connection, { iq, asked }) => {
    const person = connection.host.account(asked.attrs['jid']);
    const blocked = connection.session?.account.blocked;
    if (person !== undefined && asked.attrs['action'] === 'block') blocked?.add(person.phone);
    else if (person !== undefined) blocked?.delete(person.phone);
    connection.answer(iq, [node('list', { dhash: '0' }, blockedNodes(connection))]);
  },
  'privacy get privacy': answering(() => [
    node(
      'privacy',
      {},
      privacyCategories.map((name) => node('category', { name, value: 'all' })),
    ),
  ]),
  'privacy set privacy': answering((_, { asked }) => [node('privacy', {}, [...children(asked)])]),
  'privacy set tokens': answering(() => [node('tokens')]),
  // Every collection must come back: for a missing one the library asks for ever.
  'w:sync:app:state set sync': answering((_, { asked }) => [
    node(
      'sync',
      {},
      children(asked, 'collection').map(({ attrs: { name = '', version = '0' } }) =>
        node('collection', { name, version, has_more_patches: 'false' }),
      ),
    ),
  ]),
  'urn:xmpp:whatsapp:dirty set clean': agree,
  'w:stats set add': agree,
};

const noTimelock = {
  xwa2_fetch_account_reachout_timelock: { is_active: false, time_enforcement_ends: '0', enforcement_type: 'DEFAULT' },
};

const services: Readonly<Record<string, Handler>> = {
  'w:p get ping': (connection, { iq }) => {
    if (connection.faults.get('ignorePings') !== true) connection.answer(iq);
  },
  'passive set active': (connection, { iq }) => {
    connection.answer(iq);
    goActive(connection);
  },
  'passive set passive': agree,
  'usync get usync': (connection, { iq, asked }) => {
    const answer = answerUsync(connection.host, asked);
    if (answer === undefined) connection.host.unknown(iq);
    if (answer === undefined) connection.refuse(iq, 501, 'feature-not-implemented');
    else connection.answer(iq, [answer]);
  },
  'w:m set media_conn': answering(({ host }) => [
    node('media_conn', { auth: 'emulator', ttl: '3600', auth_ttl: '3600', max_buckets: '12' }, [
      node('host', { hostname: host.media.host, type: 'primary', maxContentLengthBytes: '104857600' }),
    ]),
  ]),
  'w:profile:picture get picture': (connection, { iq }) => {
    const url = connection.host.account(iq.attrs['target'])?.pictureUrl;
    if (url === undefined) connection.refuse(iq, 404, 'item-not-found');
    else connection.answer(iq, [node('picture', { id: '1', type: 'image', url })]);
  },
  'w:profile:picture set picture': answering(() => [node('picture', { id: '1' })]),
  'status set status': agree,
  'disappearing_mode set disappearing_mode': agree,
  'w:biz get business_profile': answering(() => [node('business_profile', { v: '244' })]),
  'w:g2 get participating': answering(() => [node('groups')]),
  'w:mex get query': answering(() => [node('result', {}, Buffer.from(JSON.stringify({ data: noTimelock })))]),
  'md set remove-companion-device': (connection, { iq, device }) => {
    connection.answer(iq);
    const account = connection.session?.account;
    if (account instanceof OwnerPhone) account.forget(device);
  },
};

const handlers: Readonly<Record<string, Handler>> = { ...keys, ...settings, ...services };

/** Answers a question of a device that is logged in. One that nobody here knows is recorded, for the tests look. */
export const answerIq = (connection: Connection, iq: BinaryNode): void => {
  const { xmlns, type } = iq.attrs;
  if (type === 'result' || type === 'error') return;
  const [asked = node('-')] = children(iq);
  const question = `${xmlns} ${type} ${asked.tag}`;
  if (connection.faults.isUnanswered(question)) return;
  const handle = handlers[question];
  if (handle !== undefined && connection.session !== undefined) {
    handle(connection, { iq, asked, device: connection.session.device });
    return;
  }
  connection.host.unknown(iq);
  connection.refuse(iq, 501, 'feature-not-implemented');
};
