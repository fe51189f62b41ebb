import type { BinaryNode } from '@whiskeysockets/baileys';
import { node, uint } from '../binary-nodes.js';

/** What one needs to open a Signal session with a device. */
export type PreKeyBundle = {
  readonly registrationId: number;
  readonly identity: Uint8Array;
  readonly signedPreKey: { readonly id: number; readonly key: Uint8Array; readonly signature: Uint8Array };
  /** Used up one by one; a session can start without. */
  readonly preKey?: { readonly id: number; readonly key: Uint8Array } | undefined;
};

/** As the children of `<user>` in the answer to `<iq xmlns="encrypt" type="get"><key/>`. */
export const bundleNodes = ({ registrationId, identity, signedPreKey, preKey }: PreKeyBundle): BinaryNode[] => {
  const nodes = [
    node('registration', {}, uint(registrationId, 4)),
    node('type', {}, Buffer.from([5])),
    node('identity', {}, Buffer.from(identity)),
    node('skey', {}, [
      node('id', {}, uint(signedPreKey.id, 3)),
      node('value', {}, Buffer.from(signedPreKey.key)),
      node('signature', {}, Buffer.from(signedPreKey.signature)),
    ]),
  ];
  if (preKey !== undefined) {
    nodes.push(node('key', {}, [node('id', {}, uint(preKey.id, 3)), node('value', {}, Buffer.from(preKey.key))]));
  }
  return nodes;
};
