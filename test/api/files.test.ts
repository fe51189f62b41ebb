import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import type { Reply } from '#test/support/running-app';
import { password } from './rig.js';
import { type Browser, type Business, type Headers, type Json, refusal, WidgetRig } from './widget-rig.js';

/** Pictures and documents: who may put them in, and who gets them out. */

let rig: WidgetRig;
let noor: Business;
let other: Business;
const mebibyte = 1_048_576;
const png = (size = 40): Buffer<ArrayBuffer> =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(size, 7)]);
const pdf = Buffer.from('%PDF-1.7 and so on');

const upload = (browser: Browser, bytes: Uint8Array<ArrayBuffer>, name = 'photo.png'): Promise<Reply> => {
  const path = `/api/widget/session/${browser.session}/files/?name=${encodeURIComponent(name)}`;
  const headers = { ...browser.headers, 'content-type': 'application/octet-stream' };
  return rig.app.call('POST', path, { headers, raw: bytes });
};
const uploadAsTeam = (headers: Headers, bytes: Uint8Array<ArrayBuffer>, name = 'menu.pdf'): Promise<Reply> =>
  rig.app.call('POST', `/api/v1/files?name=${encodeURIComponent(name)}`, {
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    raw: bytes,
  });
const uploadFor = (purpose: string, headers: Headers, bytes: Uint8Array<ArrayBuffer>): Promise<Reply> =>
  rig.app.call('POST', `/api/v1/files?purpose=${purpose}`, {
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    raw: bytes,
  });
const memberOf = async (business: Business, role: string, email: string): Promise<Headers> => {
  const member = { email, name: 'Agent', role, initialPassword: password };
  await rig.must('POST', '/api/v1/team/members', member, business.admin);
  const body = await rig.must('POST', '/api/auth/sign-in', { email, password, tokenIn: 'body' });
  return { authorization: `Bearer ${String(body['accessToken'])}` };
};
const get = (url: unknown): Promise<Reply> => rig.app.call('GET', String(url).replace(/^https?:\/\/[^/]+/, ''));

const latestConversation = async (): Promise<string> => {
  const { items } = (await rig.must('GET', '/api/v1/conversations', undefined, noor.admin)) as { items: Json[] };
  return (items[0] as { conversation: { id: string } }).conversation.id;
};

beforeAll(async () => {
  rig = await WidgetRig.start();
  noor = await rig.business('noor-spa');
  other = await rig.business('other-spa');
});
afterAll(() => rig.stop());

describe('a visitor', () => {
  it('uploads a picture, sends it with words, and gets it back as it was', async () => {
    const browser = await rig.visit(noor);
    const file = await upload(browser, png(), 'my/../photo.png');
    expect(file.status).toBe(201);
    expect(file.body).toMatchObject({ name: 'my .. photo.png', mime_type: 'image/png', size: 48 });
    const sent = await rig.ask(browser, 'POST', 'send/', { message: 'this one', file_id: file.body['id'] });
    expect(sent.body).toMatchObject({ text: 'this one', file: { id: file.body['id'], mime_type: 'image/png' } });
    const { url } = sent.body['file'] as { url: string };
    expect(url).toContain(`http://${rig.app.host}/files/`);
    const bytes = await fetch(url);
    expect(Buffer.compare(Buffer.from(await bytes.arrayBuffer()), png())).toBe(0);
    const stored = await rig.store.tenant(noor.tenantId).files.find(FileId(String(file.body['id'])));
    expect(stored?.conversationId).toMatch(/^cnv_/);
  });

  it('is erased with the bytes of what they sent', async () => {
    const browser = await rig.visit(noor);
    const file = await upload(browser, png());
    const id = FileId(String(file.body['id']));
    await rig.ask(browser, 'POST', 'send/', { message: 'this one', file_id: id });
    const { files, conversations } = rig.store.tenant(noor.tenantId);
    const conversationId = (await files.find(id))?.conversationId;
    if (conversationId === null || conversationId === undefined) throw new Error('the file is in no conversation');
    const customerId = (await conversations.find(conversationId))?.state.customerId;
    const blobs = rig.application.container.get(tokens.blobs);
    expect(await blobs.get(noor.tenantId, id)).not.toBeNull();
    const path = `/api/v1/customers/${customerId}`;
    expect((await rig.app.call('DELETE', path, { headers: noor.admin })).status).toBe(204);
    expect(await blobs.get(noor.tenantId, id)).toBeNull();
    expect(await files.find(id)).toBeNull();
  });

  it.each([
    ['a page that says it is a picture', Buffer.from('<html><script>alert(1)</script>'), 'photo.png'],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg'],
    ['nothing', Buffer.alloc(0), 'a.png'],
  ])('cannot upload %s', async (_what, bytes, name) => {
    const reply = await upload(await rig.visit(noor), bytes, name);
    expect(refusal(reply)).toEqual({ status: 415, code: 'file.type_not_allowed' });
  });

  it('uploads ten mebibytes and not one byte more', async () => {
    const browser = await rig.visit(noor);
    expect((await upload(browser, png(10 * mebibyte - 8))).status).toBe(201);
    const reply = await upload(browser, png(10 * mebibyte - 7));
    expect(refusal(reply)).toEqual({ status: 413, code: 'request.too_large' });
  });

  it('cannot send the file of another visitor, of the team, or of another business', async () => {
    const [browser, neighbour, stranger] = [await rig.visit(noor), await rig.visit(noor), await rig.visit(other)];
    const team = await uploadAsTeam(noor.admin, pdf);
    for (const file of [await upload(neighbour, png()), await upload(stranger, png()), team]) {
      const reply = await rig.ask(browser, 'POST', 'send/', { file_id: file.body['id'] });
      expect(refusal(reply)).toEqual({ status: 404, code: 'resource.not_found' });
    }
  });

  it('may upload nothing where the business takes no files', async () => {
    const browser = await rig.visit(noor);
    await rig.configure(noor, { attachments: false });
    const reply = await upload(browser, png());
    expect(refusal(reply)).toEqual({ status: 403, code: 'widget.attachments_off' });
    await rig.configure(noor, { attachments: true });
  });

  it('is told when the business has no room left', async () => {
    const full = await rig.business('full-spa');
    const browser = await rig.visit(full);
    const { files } = rig.store.tenant(full.tenantId);
    const first = await upload(browser, png());
    const stored = await files.find(FileId(String(first.body['id'])));
    if (stored === null) throw new Error('the file is not there');
    await files.add({ ...stored, id: FileId(`fil_${'9'.repeat(32)}`), size: 1_024 * mebibyte - 100 });
    expect(refusal(await upload(browser, png(80)))).toEqual({ status: 409, code: 'file.quota_exceeded' });
  });
});

describe('the team', () => {
  it('sends a document, which its customer sees', async () => {
    const browser = await rig.visit(noor);
    await rig.say(browser, 'please send me the menu');
    const id = await latestConversation();
    const file = await uploadAsTeam(noor.admin, pdf);
    expect(file.body).toMatchObject({ name: 'menu.pdf', mimeType: 'application/pdf', size: pdf.length });
    const body = { text: '', fileId: file.body['id'] };
    const sent = await rig.must('POST', `/api/v1/conversations/${id}/messages`, body, noor.admin);
    expect(sent['content']).toMatchObject({ type: 'media', media: 'document', fileId: file.body['id'], caption: null });
    const source = await rig.listen(browser);
    await source.until(({ heard }) => heard.some(({ data }) => JSON.stringify(data).includes('menu.pdf')));
    source.leave();
    const seen = (await rig.messages(browser)).find(({ from }) => from === 'human');
    expect(seen).toMatchObject({ author: 'Sara', file: { name: 'menu.pdf', mime_type: 'application/pdf' } });
  });

  it("cannot send another business's file, or one a visitor sent", async () => {
    const browser = await rig.visit(noor);
    await rig.say(browser, 'hello');
    const id = await latestConversation();
    for (const file of [await uploadAsTeam(other.admin, pdf), await upload(browser, png())]) {
      const body = { text: 'look', fileId: file.body['id'] };
      const reply = await rig.call('POST', `/api/v1/conversations/${id}/messages`, body, noor.admin);
      expect(refusal(reply)).toEqual({ status: 404, code: 'resource.not_found' });
    }
  });

  it('asks for a link to what it holds, and to nothing of others', async () => {
    const file = await uploadAsTeam(noor.admin, png(), 'logo.png');
    const found = await rig.must('GET', `/api/v1/files/${String(file.body['id'])}`, undefined, noor.admin);
    expect((await get(found['url'])).status).toBe(200);
    const foreign = await rig.call('GET', `/api/v1/files/${String(file.body['id'])}`, undefined, other.admin);
    expect(refusal(foreign)).toEqual({ status: 404, code: 'resource.not_found' });
  });
});

describe('what came on WhatsApp', () => {
  const kept = async (bytes: Uint8Array, name: string): Promise<Reply> => {
    const keeper = rig.application.container.get(tokens.fileKeeper);
    const file = await keeper.keepMedia({ tenantId: noor.tenantId, owner: { kind: 'whatsapp' }, name, bytes });
    const { body } = await rig.app.call('GET', `/api/v1/files/${file.id}`, { headers: noor.admin });
    return get(body['url']);
  };
  const text = (words: string): Uint8Array => Buffer.from(words, 'latin1');

  it.each([
    ['a page', text('<!doctype html><script>alert(1)</script>'), 'page.html', 'page.html.bin'],
    ['a drawing', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg', 'a.svg.bin'],
    ['a list', text('a,b'), 'prices.csv', 'prices.csv'],
  ])('%s is for saving only, as bytes', async (_what, bytes, name, saved) => {
    const { status, headers } = await kept(bytes, name);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toContain(`attachment; filename="${saved}"`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });

  it('a document is for saving, a voice note is played', async () => {
    const document = await kept(pdf, 'offer.pdf');
    expect(document.headers.get('content-disposition')).toMatch(/^attachment/);
    const voice = await kept(text('OggS and so on'), '');
    expect(voice.headers.get('content-type')).toBe('audio/ogg');
    expect(voice.headers.get('content-disposition')).toMatch(/^inline; filename="file\.ogg"/);
    expect(voice.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('the picture of a service', () => {
  const service = { name: { en: 'Massage' }, priceMinor: 15_000 };

  it("is everybody's to see, under an address that lasts, and stands in the shop", async () => {
    const { status, body } = await uploadFor('service', noor.admin, png());
    expect(status).toBe(201);
    const images = [String(body['url'])];
    await rig.must('POST', '/api/v1/services', { ...service, images }, noor.admin);
    const shown = await get(images[0]);
    expect(shown.status).toBe(200);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    const shop = await rig.app.call('GET', '/demo/noor-spa', {});
    expect(shop.text).toContain(`<img class="picture" src="${images[0]?.replaceAll('&', '&amp;')}"`);
  });

  it.each([
    ['a PDF', pdf],
    ['a GIF', Buffer.from('GIF89a and so on')],
    ['more than 5 MB', png(5 * mebibyte - 7)],
  ])('is not %s', async (_what, bytes) => {
    expect(refusal(await uploadFor('service', noor.admin, bytes))).toEqual({
      status: 415,
      code: 'file.picture_not_allowed',
    });
  });

  it('is of the own business, and was uploaded for that', async () => {
    const own = String((await uploadFor('service', noor.admin, png())).body['url']);
    const foreign = String((await uploadFor('service', other.admin, png())).body['url']);
    const sent = await uploadAsTeam(noor.admin, png(), 'private.png');
    const forged = own.replace(/fil_\w+/, String(sent.body['id']));
    for (const image of [foreign, forged, String(sent.body['url']), own.replace('/pictures/', '/pictures//evil/')]) {
      const body = { ...service, name: { en: 'Facial' }, images: [image] };
      const reply = await rig.call('POST', '/api/v1/services', body, noor.admin);
      expect([reply.status, reply.body['code']]).toEqual([400, 'input.invalid']);
      const row = { services: [body], mode: 'upsert', dryRun: true };
      const { problems } = await rig.must('POST', '/api/v1/services/import', row, noor.admin);
      expect(problems).toMatchObject([{ row: 1, field: 'images' }]);
    }
    expect(refusal(await get(forged))).toEqual({ status: 404, code: 'resource.not_found' });
    const moved = own.replace(noor.tenantId, other.tenantId);
    expect(refusal(await get(moved))).toEqual({ status: 404, code: 'resource.not_found' });
  });
});

describe('what a file is for', () => {
  it.each([
    ['tenant.configure', 'logo'],
    ['catalogue.write', 'service'],
    ['conversations.reply', 'message'],
  ])('says who may upload it: %s a %s and nothing else', async (permission, allowed) => {
    const { id } = await rig.must(
      'POST',
      '/api/v1/team/roles',
      { name: `Only ${allowed}`, permissions: [permission] },
      noor.admin,
    );
    const person = await memberOf(noor, String(id), `${allowed}@noor.test`);
    for (const purpose of ['message', 'logo', 'service'])
      expect([purpose, (await uploadFor(purpose, person, png())).status]).toEqual([
        purpose,
        purpose === allowed ? 201 : 403,
      ]);
  });
});

describe('a link', () => {
  it('shows a picture and downloads a document, and lets neither run anything', async () => {
    const picture = await get((await uploadAsTeam(noor.admin, png(), 'صورة.png')).body['url']);
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `inline; filename="____.png"; filename*=UTF-8''${encodeURIComponent('صورة.png')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
      'cross-origin-resource-policy': 'cross-origin',
    });
    const document = await get((await uploadAsTeam(noor.admin, pdf)).body['url']);
    expect(document.headers.get('content-disposition')).toContain('attachment');
  });

  it('is good for its own file, its own tenant and its own time only', async () => {
    const [one, two] = [await uploadAsTeam(noor.admin, pdf), await uploadAsTeam(noor.admin, pdf)];
    const url = String(one.body['url']);
    const expires = /expires=(\d+)/.exec(url)?.[1] ?? '';
    const forged = [
      url.replace(String(one.body['id']), String(two.body['id'])),
      url.replace(noor.tenantId, other.tenantId),
      url.replace(expires, `${Number(expires) + 1}`),
      url.replace(/signature=.{4}/, 'signature=AAAA'),
    ];
    for (const path of forged) expect(refusal(await get(path))).toEqual({ status: 404, code: 'resource.not_found' });
    const picture = (await uploadFor('service', noor.admin, png())).body['url'];
    expect((await get(url)).status).toBe(200);
    rig.clock.putForward(91 * 60_000);
    expect(refusal(await get(url))).toEqual({ status: 403, code: 'file.link_expired' });
    rig.clock.putForward(400 * 86_400_000);
    expect((await get(picture)).status).toBe(200);
  });
});
