import { attempt } from './attempt.js';
import { act, ask, base64, live } from './emulator.js';
import { addSheet, deviceSheet, habitSheet } from './sheets.js';
import { chatEntry, el, lineView } from './view.js';

let people = [];
class Phone {
  person = '';
  /** `chats`, `chat`, `settings` or `add`. */
  view = 'chats';
  peer = '';

  constructor(kind) {
    this.kind = kind;
    this.root = document.querySelector(`#${kind}`);
    this.root.append(document.querySelector('#phone').content.cloneNode(true));
    this.screen = this.part('screen');
    this.composer = this.part('composer');
    // A chat is scrolled by keys as well.
    this.screen.tabIndex = 0;
    this.part('person').onchange = (event) => this.choose(event.target.value);
    this.button('back').onclick = () => this.go('chats');
    this.button('settings').onclick = () => this.go('settings');
    this.button('add').onclick = () => this.go('add');
    this.composer.onsubmit = (event) => this.submit(event);
    this.composer.elements.text.oninput = () => this.type('composing');
    this.part('file').onchange = (event) => this.sendPicture(event.target);
    this.button('image').onclick = () => this.part('file').click();
    this.button('location').onclick = () =>
      this.send('send-location', { latitude: 25.2048, longitude: 55.2708, name: 'Here' });
    const isCustomer = kind === 'customer';
    this.button('image').hidden = !isCustomer;
    this.button('location').hidden = !isCustomer;
  }

  part(name) {
    return this.root.querySelector(`[data-part=${name}]`);
  }
  button(name) {
    return this.root.querySelector(`[data-act=${name}]`);
  }
  refresh() {
    return refresh();
  }
  get me() {
    return people.find(({ phone }) => phone === this.person);
  }
  /** Every business is in a customer's list, also before the first word. */
  get chats() {
    const known = this.me?.chats ?? [];
    const others = people.filter(({ kind, phone }) => kind !== this.kind && !known.some(({ peer }) => peer === phone));
    return [...known, ...others.map(({ phone, name }) => ({ peer: phone, name, lines: [] }))];
  }

  choose(phone) {
    this.person = phone;
    this.go('chats');
  }
  go(view, peer = this.peer) {
    this.view = view;
    this.peer = peer;
    this.drawn = undefined;
    this.draw();
  }

  draw() {
    const mine = people.filter(({ kind }) => kind === this.kind);
    if (!this.me) this.person = mine[0]?.phone ?? '';
    if (!this.me && this.view !== 'add') this.view = 'chats';
    this.drawBar(mine);
    this.screen.dataset.view = this.view;
    this.screen.setAttribute('aria-label', this.view);
    this.composer.hidden = this.view !== 'chat' || (this.kind === 'owner' && !this.me);
    if (this.view === 'chats') this.drawChats();
    else if (this.view === 'chat') this.drawChat();
    // Forms are left alone while they are shown, unless what they show has changed.
    else this.drawSheet();
  }

  drawBar(mine) {
    const options = mine.map(({ phone, name }) => [phone, `${name} · +${phone}`]);
    const key = JSON.stringify(options);
    const select = this.part('person');
    if (this.options !== key) {
      const empty = this.kind === 'owner' ? 'No business yet' : 'No customer yet';
      const shown = options.length > 0 ? options : [['', empty]];
      select.replaceChildren(...shown.map(([value, text]) => el('option', { value }, text)));
      this.options = key;
    }
    select.value = this.person;
    this.button('back').hidden = this.view === 'chats';
    this.button('settings').hidden = !this.me;
    this.part('subtitle').textContent = this.subtitle();
  }

  subtitle() {
    if (!this.me) return 'Press + to make a phone';
    if (this.view !== 'chat') return this.kind === 'owner' ? this.devicesInWords() : this.stateInWords();
    const chat = this.chats.find(({ peer }) => peer === this.peer);
    const name = chat?.name ?? this.peer;
    const { typing } = this.me;
    const heardAt = chat?.lines.findLast(({ fromMe }) => !fromMe)?.at ?? 0;
    // Who has said it types no longer, whatever was heard of that.
    const isTyping = typing?.from === this.peer && typing.state !== 'paused' && typing.at > heardAt;
    return isTyping ? `${name} is ${typing.state === 'recording' ? 'recording' : 'typing'}…` : `Chat with ${name}`;
  }
  devicesInWords() {
    const open = this.me.devices.filter(({ isOpen }) => isOpen).length;
    return `${this.me.devices.length} linked, ${open} connected`;
  }
  stateInWords() {
    return this.me.isOnline ? 'online' : 'offline';
  }

  drawChats() {
    const chats = this.me ? this.chats : [];
    const hint = this.kind === 'owner' ? 'No chats. A customer may write first.' : 'No business to write to yet.';
    this.screen.replaceChildren(
      chats.length === 0
        ? el('p', { className: 'empty' }, this.me ? hint : 'No phone here. Press + to make one.')
        : el('ul', { className: 'list' }, ...chats.map((chat) => chatEntry(chat, (peer) => this.go('chat', peer)))),
    );
  }

  drawChat() {
    const lines = this.chats.find(({ peer }) => peer === this.peer)?.lines ?? [];
    const key = JSON.stringify(lines);
    if (this.drawn === key) return;
    const isAtEnd = this.screen.scrollHeight - this.screen.scrollTop - this.screen.clientHeight < 80;
    const isFirst = this.drawn === undefined;
    this.drawn = key;
    const list = el('ul', { className: 'lines' }, ...lines.map((line) => lineView(line, this.person)));
    list.setAttribute('aria-live', 'polite');
    this.screen.replaceChildren(list);
    if (isAtEnd || isFirst) this.screen.scrollTop = this.screen.scrollHeight;
    this.markRead(lines);
  }
  /** Whoever looks at a chat has read it. */
  markRead(lines) {
    const unread = lines.filter(({ fromMe, status }) => !fromMe && status !== 'read');
    if (this.kind === 'owner') {
      if (unread.length > 0) void attempt(() => act('owner-read', { owner: this.person, to: this.peer }));
      return;
    }
    if (!this.me.isOnline) return;
    for (const { id } of unread) void attempt(() => act('read', { customer: this.person, to: this.peer, id }));
  }

  drawSheet() {
    const state = this.view === 'add' ? '' : JSON.stringify({ ...this.me, chats: [], typing: null });
    const key = `${this.view}${this.person}${state}`;
    if (this.drawn === key) return;
    this.drawn = key;
    const sheets = { add: addSheet, settings: this.kind === 'owner' ? deviceSheet : habitSheet };
    this.screen.replaceChildren(el('div', { className: 'sheet' }, ...sheets[this.view](this)));
  }

  type(state) {
    if (this.kind !== 'customer' || this.typing === state) return;
    this.typing = state;
    clearTimeout(this.typingEnds);
    if (state === 'composing') this.typingEnds = setTimeout(() => this.type('paused'), 4_000);
    void attempt(() => act('type', { customer: this.person, to: this.peer, state }));
  }
  async submit(event) {
    event.preventDefault();
    const { text } = this.composer.elements;
    const said = text.value.trim();
    if (said === '') return;
    text.value = '';
    this.type('paused');
    if (this.kind === 'owner') await attempt(() => act('write', { owner: this.person, to: this.peer, text: said }));
    else await this.send('say', { text: said });
  }
  send(what, input) {
    return attempt(() => act(what, { customer: this.person, to: this.peer, ...input }));
  }
  async sendPicture(input) {
    const [file] = input.files;
    if (!file) return;
    await this.send('send-file', { kind: 'image', base64: await base64(file), mimetype: file.type });
    input.value = '';
  }
}

const phones = [new Phone('owner'), new Phone('customer')];

const refresh = async () => {
  const answer = await attempt(() => ask('people'));
  if (answer === undefined) return;
  people = answer;
  for (const phone of phones) phone.draw();
};

for (const tab of document.querySelectorAll('[data-tab]')) {
  tab.onclick = () => {
    document.querySelector('main').dataset.shown = tab.dataset.tab;
    for (const one of document.querySelectorAll('[data-tab]')) one.setAttribute('aria-pressed', String(one === tab));
  };
}
live(refresh, (isLive) => {
  document.querySelector('#state').textContent = isLive ? 'Live' : 'The emulator does not answer';
});
