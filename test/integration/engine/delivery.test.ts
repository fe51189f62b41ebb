import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '#domain/conversation/message';
import { type GraphApiEmulator, startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { StatusWord } from '#test/emulators/graph-api/types';
import { statusChange, statusOf } from '#test/emulators/graph-api/webhook-payload';
import { RunningApp } from '#test/support/running-app';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { cleaning } from './shops.js';

const amal = '971500000001';
const reconcileMs = 120_000;
const question = 'how much is sofa cleaning?';
let meta: GraphApiEmulator;
let rig: EngineRig;
let app: RunningApp;
let noor: Business;

beforeEach(async () => {
  meta = await startGraphApiEmulator({ openToAll: true });
  rig = await EngineRig.start({
    realTransports: true,
    environment: {
      WAKIL_CLOUD_API_BASE_URL: meta.baseUrl,
      WAKIL_CLOUD_API_APP_SECRET: meta.appSecret,
      WAKIL_RECONCILE_MS: String(reconcileMs),
    },
  });
  app = await RunningApp.start(rig.application.http);
  meta.setWebhook(`http://${app.host}/webhooks/whatsapp/cloud`);
  noor = await rig.openBusiness(cleaning);
});
afterEach(async () => {
  await app.stop();
  await rig.stop();
  await meta.close();
});

/** A real webhook, signed, over a socket. */
const customerWrites = async (text: string): Promise<void> => {
  const at = Math.floor(rig.clock.now().getTime() / 1_000);
  const { delivered } = meta.customerWrites({ phoneNumberId: noor.whatsapp.externalKey, from: amal, text, at });
  expect((await delivered).status).toBe(200);
  await rig.idle();
};
const metaReports = async (status: StatusWord, errorCode?: number): Promise<void> => {
  const send = meta.sends.at(-1);
  if (send === undefined) throw new Error('nothing was sent');
  const step = { status, afterMs: 0, ...(errorCode !== undefined && { errorCode }) };
  const report = statusOf(send, step);
  expect((await meta.deliver([[statusChange(send.phoneNumberId, [report])]])).status).toBe(200);
  await rig.idle();
};
const theReply = async (): Promise<Message> => {
  const replies = await noor.repliesTo(amal);
  expect(replies).toHaveLength(1);
  return replies[0]!;
};
const reply = async (): Promise<Pick<Message, 'status' | 'statusReason' | 'attempts'>> => {
  const { status, statusReason, attempts } = await theReply();
  return { status, statusReason, attempts };
};

describe('while the customer waits for the answer', () => {
  const written = (to: Business, from: string) =>
    meta.customerWrites({ phoneNumberId: to.whatsapp.externalKey, from, text: question });
  const waits = () => rig.openBusiness({ ...cleaning, name: 'Patient', assistant: { settleMs: 1_200 } });
  const typed = () => meta.typings.map(({ messageId }) => messageId);

  it('Meta is told that the message was read and is being answered', async () => {
    const { id, delivered } = written(await waits(), amal);
    await delivered;
    await expect.poll(typed).toEqual([id]);
    expect(meta.sends).toEqual([]);
  });

  it('an answer that comes at once is not announced, nor one that the kill switch holds', async () => {
    const patient = await waits();
    await customerWrites(question);
    await patient.kill(true);
    await written(patient, amal).delivered;
    await rig.idle();
    await patient.kill(false);
    const last = written(patient, '971500000002');
    await last.delivered;
    await expect.poll(typed).toEqual([last.id]);
  });
});

describe('a reply that Meta takes', () => {
  it('carries our id, and moves with what Meta reports, never back', async () => {
    await customerWrites(question);
    const { id, externalId } = await theReply();
    expect(meta.sends).toMatchObject([{ opaqueId: id, to: amal, wamid: externalId }]);
    for (const [reported, shown] of [
      ['read', 'read'],
      ['delivered', 'read'],
      ['sent', 'read'],
    ] as const) {
      await metaReports(reported);
      expect((await theReply()).status).toBe(shown);
    }
  });
});

describe('a reply of which nobody knows whether it left', () => {
  it('waits for the receipt, which names our id, and is settled by it: nothing is sent twice', async () => {
    meta.fail({ kind: 'drop_after' });
    await customerWrites(question);
    expect(await reply()).toMatchObject({ status: 'unknown', attempts: 1 });
    await rig.sweepAfter(reconcileMs / 2);
    await metaReports('delivered');
    expect((await theReply()).status).toBe('delivered');
    expect((await theReply()).externalId).toBe(meta.sends[0]?.wamid);
    await rig.sweepAfter(reconcileMs);
    expect(meta.sends).toHaveLength(1);
  });

  it('is sent again under the same id when no receipt came, and not a moment earlier', async () => {
    meta.fail({ kind: 'drop_before' });
    await customerWrites(question);
    const { id } = await theReply();
    await rig.sweepAfter(reconcileMs - 1);
    expect(meta.sends).toEqual([]);
    expect((await reply()).status).toBe('unknown');
    await rig.sweepAfter(1);
    expect(meta.sends.map(({ opaqueId }) => opaqueId)).toEqual([id]);
    expect(await reply()).toEqual({ status: 'sent', statusReason: null, attempts: 2 });
  });

  it('holds back what comes after it in the conversation, and only there', async () => {
    meta.fail({ kind: 'drop_before', to: amal });
    await customerWrites(question);
    await customerWrites('and the hourly maid?');
    await noor.customerWrites('971500000002', question);
    expect(meta.sends.map(({ to }) => to)).toEqual(['971500000002']);
    await rig.sweepAfter(reconcileMs);
    expect(meta.sendsTo(amal).map(({ opaqueId }) => opaqueId)).toEqual(
      (await noor.repliesTo(amal)).map(({ id }) => id),
    );
  });

  it('is given up after six tries, visibly', async () => {
    meta.fail({ kind: 'drop_before', times: 100 });
    await customerWrites(question);
    for (let tries = 0; tries < 10; tries += 1) await rig.sweepAfter(reconcileMs);
    expect(await reply()).toEqual({ status: 'failed', statusReason: 'delivery.gave_up', attempts: 6 });
  });
});

describe('the news about an order of which nobody knows whether it left', () => {
  const approvedWhileMetaDrops = async (): Promise<Message> => {
    for (const text of ['order 1 sofa cleaning', 'Sara Ali', '0501234567', 'yes']) await customerWrites(text);
    const [order] = await noor.orders();
    meta.fail({ kind: 'drop_before' });
    await rig.useCases.approveOrder.execute({ by: noor.admin, orderId: order!.state.id, version: null });
    await rig.idle();
    const notice = (await noor.repliesTo(amal)).at(-1)!;
    expect(notice).toMatchObject({ author: { kind: 'system' }, status: 'unknown', sensitive: true });
    return notice;
  };

  it('is never sent again by itself: it says that it needs a person', async () => {
    const notice = await approvedWhileMetaDrops();
    const sends = meta.sends.length;
    for (let looks = 0; looks < 5; looks += 1) await rig.sweepAfter(reconcileMs);
    expect(meta.sends).toHaveLength(sends);
    expect(await noor.message(notice.id)).toMatchObject({
      status: 'unknown',
      statusReason: 'delivery.needs_person',
      attempts: 1,
    });
  });

  it('leaves when a person says so, under the same id', async () => {
    const notice = await approvedWhileMetaDrops();
    await rig.sweepAfter(reconcileMs);
    await rig.useCases.retryMessage.execute({ by: noor.admin, messageId: notice.id });
    await rig.idle();
    expect(meta.sends.at(-1)?.opaqueId).toBe(notice.id);
    expect((await noor.message(notice.id)).status).toBe('sent');
  });

  it('does not hold up the conversation once its time is over', async () => {
    await approvedWhileMetaDrops();
    await customerWrites(question);
    await rig.sweepAfter(reconcileMs);
    expect(meta.sends.at(-1)?.text).toContain('Sofa cleaning: AED 180.');
  });
});

describe('a token that Meta refuses', () => {
  const stopped = async (): Promise<void> => {
    meta.fail({ kind: 'error', code: 190, status: 401 });
    await customerWrites(question);
  };
  const startAgain = async (): Promise<void> => {
    const channel = (await noor.store.channels.find(noor.whatsapp.id))!;
    const input = { by: noor.admin, channelId: channel.id, version: channel.version, status: 'active' } as const;
    await rig.useCases.changeChannel.execute(input);
    await rig.idle();
  };

  it('stops the channel; its messages wait with the cause', async () => {
    await stopped();
    await customerWrites('and the hourly maid?');
    expect(await noor.store.channels.find(noor.whatsapp.id)).toMatchObject({
      status: 'stopped',
      stoppedBecause: 'cloud_api.token_refused',
    });
    const replies = await noor.repliesTo(amal);
    expect(replies.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['queued', 0],
      ['queued', 0],
    ]);
    expect(replies[0]?.statusReason).toBe('cloud_api.token_refused');
    const { requests } = meta.counters;
    await rig.sweepAfter(3_600_000);
    expect(meta.counters.requests).toBe(requests);
    expect(await noor.auditOf(noor.whatsapp.id)).toContain('channel.stopped');
  });

  it('is forgotten once a person starts the channel: everything leaves, in order', async () => {
    await stopped();
    await customerWrites('and the hourly maid?');
    await startAgain();
    await rig.sweepAfter(60_000);
    expect(meta.sends.map(({ opaqueId }) => opaqueId)).toEqual((await noor.repliesTo(amal)).map(({ id }) => id));
  });

  it('is forgotten at once: starting the channel wakes what waited', async () => {
    await stopped();
    await startAgain();
    expect(meta.sends).toHaveLength(1);
  });
});

describe('a provider that asks us to slow down', () => {
  it('gets the message later, and the tries do not count', async () => {
    meta.fail({ kind: 'error', code: 130429, status: 429, times: 3 });
    await customerWrites(question);
    expect(await reply()).toEqual({ status: 'queued', statusReason: 'cloud_api.rate_limited', attempts: 0 });
    for (let looks = 0; looks < 4; looks += 1) await rig.sweepAfter(60_000);
    expect(await reply()).toEqual({ status: 'sent', statusReason: null, attempts: 1 });
    expect(meta.sends).toHaveLength(1);
  });
});

describe('after the 24-hour window', () => {
  const late = async (): Promise<Message> => {
    await customerWrites(question);
    await rig.pass(25 * 3_600_000);
    return noor.humanWrites(amal, 'Are you still interested?');
  };

  it('a message fails, and the person sees why', async () => {
    const { id } = await late();
    const by = noor.admin;
    const conversationId = await noor.idOf(amal);
    const page = { after: null, limit: 10 };
    const { items } = await rig.useCases.pageMessages.execute({ by, conversationId, page });
    expect(items[0]?.message).toMatchObject({ id, status: 'failed', statusReason: 'cloud_api.window_closed' });
    expect(meta.sends).toHaveLength(1);
  });

  it('it is not tried again by itself, but by a person once the customer has written', async () => {
    const { id } = await late();
    await rig.sweepAfter(3_600_000);
    expect((await noor.message(id)).status).toBe('failed');
    await customerWrites('hello again');
    await rig.useCases.retryMessage.execute({ by: noor.admin, messageId: id });
    await rig.idle();
    expect(meta.sends.at(-1)).toMatchObject({ opaqueId: id, text: 'Are you still interested?' });
    expect((await noor.message(id)).status).toBe('sent');
  });

  it('what has left cannot be sent again', async () => {
    await customerWrites(question);
    const { id } = await theReply();
    const again = rig.useCases.retryMessage.execute({ by: noor.admin, messageId: id });
    await expect(again).rejects.toMatchObject({ code: 'lifecycle.illegal_transition' });
    expect(meta.sends).toHaveLength(1);
  });
});
