import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { until } from '#test/support/until';
import { type Linked, useRig } from './rig.js';

describe('media that the Baileys engine fetches', () => {
  const rig = useRig();
  const fileOf = ({ session }: Linked, id: string) =>
    until('its media was told', () => session.events.files.find(({ externalId }) => externalId === id));

  it('tells the message first, then its bytes', async () => {
    const linked = await rig.linked();
    const customer = rig.customer();
    const file = randomBytes(50_000);
    const ids = [
      await customer.sendImage(linked.owner, file, { caption: 'my skin' }),
      await customer.sendDocument(linked.owner, file, { fileName: 'list.pdf' }),
      await customer.sendAudio(linked.owner, file),
      await customer.sendVideo(linked.owner, file),
      await customer.sendSticker(linked.owner, file),
    ];
    for (const id of ids) {
      const media = await fileOf(linked, id);
      expect(Buffer.from(media.bytes ?? [])).toEqual(file);
    }
    const { heard } = linked.session.events;
    expect(heard.map(({ message, hasMedia }) => [message.externalId, hasMedia])).toEqual(ids.map((id) => [id, true]));
    const kinds = heard.map(({ message: { content } }) => (content.type === 'media' ? content.media : content.type));
    expect(kinds).toEqual(['image', 'document', 'audio', 'video', 'sticker']);
    const { content } = linked.session.events.find(ids[0] ?? '')?.message ?? {};
    expect(content).toMatchObject({ caption: 'my skin', file: { state: 'fetching', sizeBytes: 50_000 } });
    expect(await fileOf(linked, ids[1] ?? '')).toMatchObject({ mimeType: 'application/pdf', fileName: 'list.pdf' });
  });

  it('says why it has no bytes: too large, by its word or in fact; damaged; gone', async () => {
    const linked = await rig.linked();
    const { owner } = linked;
    const customer = rig.customer();
    const small = randomBytes(2_000);
    const large = randomBytes(1_200_000);
    const announced = await customer.sendVideo(owner, small, { declaredBytes: 30_000_000 });
    const inFact = await customer.sendVideo(owner, large, { declaredBytes: 10 });
    const corrupt = await customer.sendImage(owner, small, { corrupt: true });
    const missing = await customer.sendImage(owner, small, { missing: true });
    const states: unknown[] = [];
    for (const id of [announced, inFact, corrupt, missing]) states.push(await fileOf(linked, id));
    expect(states).toMatchObject([
      { bytes: null, state: 'too_large' },
      { bytes: null, state: 'too_large' },
      { bytes: null, state: 'damaged' },
      { bytes: null, state: 'gone' },
    ]);
  });

  it('tries again when the network fails', async () => {
    const linked = await rig.linked();
    rig.emulator.faults.downloadStatus = 503;
    const asked = vi.spyOn(globalThis, 'fetch');
    const id = await rig.customer().sendImage(linked.owner, randomBytes(100));
    await until('it was refused once', () => asked.mock.results.length > 0);
    await asked.mock.results[0]?.value;
    rig.emulator.faults.downloadStatus = undefined;
    expect((await fileOf(linked, id)).bytes).not.toBeNull();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('goes on after a crash: what was not fetched is fetched by the next', async () => {
    const linked = await rig.linked();
    const { owner, session } = linked;
    session.events.onMedia = () => new Promise(() => undefined);
    const file = randomBytes(3_000);
    const id = await rig.customer().sendImage(owner, file);
    await session.untilHeard(id);
    const disk = await rig.crash(linked);
    const next = await rig.open(disk);
    const media = await fileOf({ ...linked, session: next }, id);
    expect(Buffer.from(media.bytes ?? [])).toEqual(file);
    await next.close();
    expect(disk.ofType('inbox')).toEqual([]);
  });
});
