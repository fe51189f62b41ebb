/*
 * In place of WhatsApp Web's program: the modules that whatsapp-web.js 1.34.7 asks for, as far as we use them. Shapes were read
 * from the library, never from WhatsApp. What a phone or a customer does comes from the emulator's server.
 */
(() => {
  class Emitter {
    #listeners = new Map();
    on(names, listener) {
      for (const name of names.split(' ')) this.#listeners.set(name, [...this.listenersOf(name), listener]);
    }
    once(name, listener) {
      const once = (...args) => {
        this.off(name, once);
        listener(...args);
      };
      this.on(name, once);
    }
    off(name, listener) {
      const others = this.listenersOf(name).filter((one) => one !== listener);
      this.#listeners.set(name, others);
    }
    listenersOf(name) {
      return this.#listeners.get(name) ?? [];
    }
    emit(name, ...args) {
      for (const listener of this.listenersOf(name)) listener(...args);
    }
  }

  class Wid {
    constructor(serialized) {
      [this.user, this.server] = serialized.split('@');
      this._serialized = serialized;
    }
    isLid = () => this.server === 'lid';
    isUser = () => this.isLid() || this.server === 'c.us';
    isGroup = () => this.server === 'g.us';
    isStatus = () => this._serialized === 'status@broadcast';
    toString = () => this._serialized;
  }
  const widOf = (value) => new Wid(typeof value === 'string' ? value : value._serialized);

  class MsgKey {
    constructor({ from, to, id, selfDir, remote = to, fromMe = selfDir === 'out' }) {
      this.fromMe = fromMe;
      this.remote = widOf(remote);
      this.id = id;
      this._serialized = `${fromMe}_${this.remote._serialized}_${id}`;
      this.from = from;
    }
    static newId = async () =>
      `3EB0${[...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
  }

  class Model extends Emitter {
    constructor(fields) {
      super();
      Object.assign(this, fields);
    }
    /** As the page sends it: data, no functions. */
    serialize() {
      return JSON.parse(JSON.stringify({ ...this, msgs: undefined }));
    }
    toJSON() {
      return Object.fromEntries(Object.entries(this).filter(([, value]) => typeof value !== 'function'));
    }
  }

  class Collection extends Emitter {
    #models = new Map();
    get = (key) => this.#models.get(typeof key === 'string' ? key : key?._serialized);
    getModelsArray = () => [...this.#models.values()];
    add(model) {
      this.#models.set(model.id._serialized, model);
      this.emit('add', model);
      return model;
    }
  }

  const ask = async (kind, what = {}) => {
    const body = JSON.stringify({ kind, device: localStorage.getItem('device'), connection, ...what });
    return (await fetch('/ask', { method: 'POST', body })).json();
  };

  const connection = crypto.randomUUID();
  const Socket = new (class extends Emitter {
    state = 'OPENING';
    hasSynced = false;
    logout = async () => {
      await ask('unlink');
      localStorage.removeItem('device');
    };
  })();
  const Conn = new Model({ ref: '', pushname: '', platform: 'android' });
  const Cmd = new (class extends Emitter {
    refreshQR() {}
  })();
  const Msg = new Collection();
  const Chat = new Collection();
  let account = null;
  let people = [];

  const setState = (state) => {
    Socket.state = state;
    Socket.emit('change:state', Socket, state);
  };

  const chatOf = (wid) => {
    const known = Chat.get(wid);
    if (known) return known;
    const msgs = new Collection();
    const chat = new Model({ id: widOf(wid), unreadCount: 0, mute: { expiration: 0 }, formattedTitle: '' });
    Object.defineProperty(chat, 'msgs', { value: msgs });
    return Chat.add(chat);
  };

  const modelOf = (raw) => {
    const id = raw.id instanceof MsgKey ? raw.id : new MsgKey({ ...raw.id });
    const msg = new Model({ ...raw, id });
    // A file of theirs; ours is where it was put.
    if (raw.directPath && !id.fromMe) Object.defineProperty(msg, 'mediaData', { value: { mediaStage: 'RESOLVED' } });
    Object.defineProperty(msg, 'unsafe', { value: () => msg });
    Object.defineProperty(msg, 'msgContextInfo', {
      value: () => ({ quotedStanzaID: id.id, quotedMsg: { type: msg.type, body: msg.body } }),
    });
    return msg;
  };

  const add = (raw, isNewMsg) => {
    const msg = modelOf({ ...raw, isNewMsg });
    const chat = chatOf(msg.id.remote);
    chat.msgs.add(msg);
    Msg.add(msg);
    if (isNewMsg && !msg.id.fromMe) {
      chat.unreadCount += 1;
      Chat.emit('change:unreadCount', chat);
    }
    return msg;
  };

  const ackOf = (serialized, ack) => {
    const msg = Msg.get(serialized);
    if (!msg) return;
    msg.ack = ack;
    Msg.emit('change:ack', msg, ack);
  };

  /** The library listens late; the real page is slower than this one. */
  const heardBy = async (emitter, name) => {
    while (emitter.listenersOf(name).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  const linked = async (hello) => {
    account = hello.account;
    people = hello.people;
    Conn.pushname = account.name;
    for (const { messages, unread } of hello.chats) {
      for (const raw of messages) add(raw, false);
      if (messages.length > 0) chatOf(messages[0].id.remote).unreadCount = unread;
    }
    setState('CONNECTED');
    await heardBy(Socket, 'change:hasSynced');
    Socket.hasSynced = true;
    Socket.emit('change:hasSynced', Socket, true);
  };

  const unlinkedByPhone = () => {
    localStorage.removeItem('device');
    Cmd.emit('logout');
    setTimeout(() => location.replace('/?post_logout=1'), 50);
  };

  const told = {
    linked,
    ref: ({ ref }) => {
      Conn.ref = ref;
      if (Socket.state === 'OPENING') setState('UNPAIRED');
      else Conn.emit('change:ref', Conn, ref);
    },
    paired: (hello) => {
      localStorage.setItem('device', hello.device);
      setState('OPENING');
      return linked(hello);
    },
    people: (what) => {
      people = what.people;
    },
    message: ({ message }) => void add(message, true),
    decrypted: ({ message }) => {
      const msg = Msg.get(new MsgKey(message.id)._serialized);
      Object.assign(msg, message, { id: msg.id });
      msg.emit('change:type', msg, msg.type);
    },
    revoked: ({ serialized }) => {
      const msg = Msg.get(serialized);
      Object.assign(msg, { type: 'revoked', body: undefined });
      Msg.emit('change:type', msg, 'revoked');
    },
    reaction: ({ reaction }) => {
      const id = new MsgKey(reaction.id);
      const reactionParentKey = new MsgKey(reaction.about);
      const author = widOf(reaction.author);
      const { reactionText, reactionTimestamp } = reaction;
      modules.WAWebAddonReactionTableMode.reactionTableMode.bulkUpsert([
        { id, reactionParentKey, reactionText, reactionTimestamp, author, read: false },
      ]);
    },
    ack: ({ serialized, ack }) => ackOf(serialized, ack),
    state: ({ state }) => setState(state),
    logout: unlinkedByPhone,
  };

  class OpaqueData {
    static createFromData = async (data, type) => new OpaqueData(data, type);
    constructor(data, type) {
      Object.assign(this, { data, type });
    }
    url = () => 'blob:nothing';
    autorelease() {}
    formData = () => this.data;
  }

  const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const prepRawMedia = (opaque, { asDocument }) => ({
    waitForPrep: async () => {
      const bytes = new Uint8Array(await opaque.data.arrayBuffer());
      const filehash = base64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
      const type = asDocument ? 'document' : opaque.type.split('/')[0];
      const data = new Model({ type, mimetype: opaque.type, filename: opaque.data.name, filehash, size: bytes.length });
      Object.defineProperty(data, 'mediaBlob', { value: opaque, writable: true });
      Object.defineProperty(data, 'set', { value: (fields) => Object.assign(data, fields) });
      return data;
    },
  });
  const media = new Map();

  const addAndSendMsgToChat = (_chat, raw) => {
    const msg = add(raw, true);
    const sent = ask('send', { message: msg.serialize() }).then(({ ack }) => ackOf(msg.id._serialized, ack));
    return [Promise.resolve(msg), sent];
  };

  const nothing = async () => undefined;
  const other = (wid, from, to) => {
    const one = people.find((person) => person[from] === wid.user);
    return one?.isMapped ? widOf(`${one[to]}@${to === 'lid' ? 'lid' : 'c.us'}`) : undefined;
  };
  const linksIn = (text) => [...(text ?? '').matchAll(/https?:\/\/\S+/g)].map(([href]) => ({ href }));

  const modules = {
    WAWebSocketModel: { Socket },
    WAWebCmd: { Cmd },
    WAWebConnModel: { Conn },
    WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
    WAWebAltDeviceLinkingApi: {
      setPairingType() {},
      initializeAltDeviceLinking: nothing,
      startAltLinkingFlow: async (phone) => {
        const { code } = await ask('code', { phone });
        if (!code) throw new Error('no such number');
        return code;
      },
    },
    WABase64: { encodeB64: base64 },
    WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: '1' },
    WAWebAdvSignatureApi: {},
    WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: new Uint8Array(32) } }) } },
    WAWebSignalStoreApi: {
      waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: new Uint8Array(32).fill(1) } }) },
    },
    WAWebUserPrefsMultiDevice: { getADVSecretKey: () => 'secret' },
    WAWebUserPrefsMeUser: {
      getMaybeMePnUser: () => (account ? widOf(`${account.phone}@c.us`) : undefined),
      getMaybeMeLidUser: () => (account ? widOf(`${account.lid}@lid`) : undefined),
    },
    WAWebCollections: { Msg: Object.assign(Msg, { getMessagesById: async () => ({ messages: [] }) }), Chat },
    WAWebSyncGatingUtils: {},
    WAWebCallCollection: Object.assign(new Emitter(), { calls: new Map() }),
    WAWebNonMessageDataRequestPlaceholderMessageResendUtils: { handlePlaceholderMsgsSeen() {} },
    WAWebAddonReactionTableMode: { reactionTableMode: { bulkUpsert() {} } },
    WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert() {} } },
    WAWebBackendJobsCommon: { mediaTypeFromProtobuf() {} },
    WAWebE2EProtoUtils: { typeAttributeFromProtobuf() {} },
    WALinkify: { findLinks: linksIn, findLink: (text) => linksIn(text)[0] },
    WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
    WAWebWidFactory: { createWid: widOf, createWidFromWidLike: widOf },
    WAWebFindChatAction: { findOrCreateLatestChat: async (wid) => ({ chat: chatOf(wid) }) },
    WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
    WAWebMsgKey: MsgKey,
    WAWebMsgReply: { canReplyMsg: () => true },
    WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
    WAWebSendMsgChatAction: { addAndSendMsgToChat },
    WAWebStreamModel: { Stream: { markAvailable() {}, markUnavailable() {} } },
    WAWebUpdateUnreadChatAction: {
      sendSeen: async ({ chat }) => {
        chat.unreadCount = 0;
        await ask('seen', { chat: chat.id._serialized });
      },
    },
    WAWebChatStateBridge: {
      sendChatStateComposing: (wid) => ask('chatstate', { chat: wid._serialized, state: 'composing' }),
      sendChatStatePaused: (wid) => ask('chatstate', { chat: wid._serialized, state: 'paused' }),
    },
    WAWebQueryExistsJob: {
      queryWidExists: async (wid) => ((await ask('exists', { wid: wid._serialized })).exists ? { wid } : null),
    },
    WAWebApiContact: {
      getCurrentLid: (wid) => other(wid, 'phone', 'lid'),
      getPhoneNumber: (wid) => other(wid, 'lid', 'phone'),
    },
    WAWebMediaOpaqueData: OpaqueData,
    WAWebPrepRawMedia: { prepRawMedia },
    WAWebMediaStorage: {
      getOrCreateMediaObject: (filehash) => {
        const object = media.get(filehash) ?? {
          filehash,
          contentInfo: {},
          consolidate: (data) => Object.assign(object, data),
        };
        media.set(filehash, object);
        return object;
      },
    },
    WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
    WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
    WAWebMediaMmsV4Upload: {
      uploadMedia: async ({ mediaObject }) => {
        const { directPath } = await ask('upload', { filehash: mediaObject.filehash });
        return directPath ? { mediaEntry: { directPath, mmsUrl: directPath } } : {};
      },
    },
    WAWebDownloadManager: {
      downloadManager: {
        downloadAndMaybeDecrypt: async ({ directPath }) => {
          const response = await fetch(directPath);
          if (!response.ok) throw Object.assign(new Error('no media'), { status: response.status });
          return response.arrayBuffer();
        },
      },
    },
  };

  /** The real one throws too; here it also fails the test. */
  window.require = (name) => {
    if (modules[name] !== undefined) return modules[name];
    void ask('unknown_module', { name });
    throw new Error(`no module ${name}`);
  };
  window.Debug = { VERSION: '2.3000.1043857760' };

  const device = localStorage.getItem('device') ?? '';
  const events = new EventSource(`/events?connection=${connection}&device=${encodeURIComponent(device)}`);
  events.onmessage = ({ data }) => {
    const { kind, ...what } = JSON.parse(data);
    void told[kind](what);
  };
})();
