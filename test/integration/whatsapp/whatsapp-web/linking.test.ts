import { describe, expect, it } from 'vitest';
import { useRig } from './rig.js';

describe('linking a phone through WhatsApp Web', () => {
  const rig = useRig();

  it('shows a code, is scanned, and is open', async () => {
    const { events, credentials, logged } = await rig.linked();
    const { phone: number, lid, name } = rig.emulator.account;
    expect(events.news).toMatchObject([
      { kind: 'pairing', how: 'qr', expiresInMs: 60_000 },
      { kind: 'linked', number, lid, name },
      { kind: 'open', number, lid, name },
      { kind: 'caught_up' },
    ]);
    expect([...credentials.rows.values()]).toMatchObject([{ type: 'profile', id: 'profile' }]);
    expect(logged).toEqual([]);
  });
});
