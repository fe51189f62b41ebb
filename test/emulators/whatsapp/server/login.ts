import { randomBytes } from 'node:crypto';
import { node, timestamp } from '../binary-nodes.js';
import { FaultsInForce } from '../faults.js';
import type { LinkedDevice } from '../linked-device.js';
import type { ClientIdentity } from '../noise/noise-server.js';
import { OwnerPhone } from '../people/owner-phone.js';
import type { Person } from '../people/person.js';
import type { Connection } from './connection.js';

const notLinked = 401;

const refuseLogin = (connection: Connection, reason: number): void => {
  connection.send(node('failure', { reason: String(reason), location: 'lla' }));
  connection.close();
};

/** A device that was linked before comes back. */
export const logIn = (connection: Connection, { noiseKey, payload }: ClientIdentity): void => {
  const { host } = connection;
  const account = host.accountByPhone(String(payload.username));
  const device = account?.devices.get(payload.device ?? 0);
  const layers = account === undefined ? [host.faults] : [account.faults, host.faults];
  const failure = new FaultsInForce(...layers).get('loginFailure');
  if (failure !== undefined) refuseLogin(connection, failure);
  else if (account === undefined || device === undefined || !device.keys.noiseKey.equals(noiseKey)) {
    refuseLogin(connection, notLinked);
  } else admit(connection, account, device);
};

const admit = (connection: Connection, account: Person, device: LinkedDevice): void => {
  const { counters } = connection.host;
  counters.logins += 1;
  device.link?.replace();
  counters.opened(device.jid);
  device.link = connection;
  connection.session = { account, device };
  device.routingInfo ??= randomBytes(8);
  const names = { lid: device.lidJid, display_name: account.name, abprops: '1', props: '27' };
  connection.send(node('success', { t: timestamp(), ...names }));
  connection.send(node('ib', {}, [node('edge_routing', {}, [node('routing_info', {}, device.routingInfo)])]));
  connection.host.changed('logged-in', account.phone);
};

/** After `<active/>`: what waited is handed over, then it is said that this was all. */
export const goActive = (connection: Connection): void => {
  const { session } = connection;
  if (connection.isActive || session === undefined) return;
  connection.isActive = true;
  const { account, device } = session;
  const waiting = [...device.unsettled.values()];
  const count = String(waiting.length);
  if (waiting.length > 0) {
    const of = (tag: string) => String(waiting.filter((stanza) => stanza.tag === tag).length);
    const preview = { count, message: of('message'), receipt: of('receipt'), notification: '0', appdata: '0' };
    connection.send(node('ib', {}, [node('offline_preview', preview)]));
  }
  for (const [n, stanza] of waiting.entries()) {
    connection.send({ ...stanza, attrs: { ...stanza.attrs, offline: String(n % 10) } });
  }
  connection.send(node('ib', {}, [node('offline', { count })]));
  connection.host.changed('active', account.phone);
  if (device.isFresh && account instanceof OwnerPhone) {
    device.isFresh = false;
    account.welcome(device).catch((error: unknown) => connection.host.failed(error));
  }
};
