export const channels = {
  title: 'Channels',
  text: 'The ways customers reach you, and the way your answers take back.',
  add: 'Add a channel',
  emptyTitle: 'No channel yet',
  emptyText: 'Put the chat on your site, or connect your WhatsApp number.',
  kinds: {
    widget: 'Chat on your site',
    api: 'Programmable API',
    'cloud-api': 'WhatsApp Business (Cloud API)',
  } as Readonly<Record<string, string>>,
  about: {
    widget: 'Visitors of your site write in the chat window; it needs no account anywhere.',
    api: 'Your own program hands messages in and fetches the answers.',
    'cloud-api': 'Your WhatsApp number, through Meta itself.',
  } as Readonly<Record<string, string>>,
  status: { active: 'Works', stopped: 'Stopped' },
  key: 'Known there as',
  since: 'Added',
  stop: 'Stop',
  stopTitle: 'Stop this channel',
  stopText: 'Nothing is sent over it until you start it again. What is waiting stays waiting, and nothing is lost.',
  stopped: 'The channel is stopped.',
  start: 'Start',
  started: 'The channel works again; what waited is being sent.',
  change: 'Name and settings',
  changeTitle: 'Name and settings of the channel',
  changeText: 'A field you leave empty stays as it is.',
  changed: 'The channel is changed.',
  name: 'Name',
  nameHint: 'For your team, such as “Main number”.',
  kind: 'Which kind',
  connect: 'Connect',
  added: 'The channel is connected.',
  readAgain:
    'Somebody else changed this channel meanwhile. It has been read again; what you typed is kept. Save once more.',
  because: {
    'channel.stopped_by_person': 'Somebody of your team stopped it.',
    'cloud_api.not_allowed': 'The operator of the platform has switched the Cloud API off for your business. Ask them.',
    'cloud_api.token_refused':
      'Meta refuses the access token. Make a new one there, put it in here, then start the channel.',
    'cloud_api.permission_missing':
      'The access token may not send messages. Give it the permission at Meta, or put in another one.',
    'cloud_api.number_not_found': 'Meta does not know this phone number ID. Check it at Meta, then connect it anew.',
    'cloud_api.number_not_verified': 'The number is not verified at Meta. Verify it there, then start the channel.',
    'cloud_api.number_not_registered': 'The number is not registered for the Cloud API. Register it at Meta first.',
    'cloud_api.display_name_not_approved': 'Meta has not approved the display name of the number yet.',
    'cloud_api.account_blocked': 'Meta has blocked the account. Look into the Business Manager for the reason.',
    'cloud_api.payment_problem':
      'There is a problem with the payment at Meta. Settle it there, then start the channel.',
  } as Readonly<Record<string, string>>,
  becauseOther: (code: string) => `The provider stopped it (${code}). Check the account there, then start the channel.`,
  fields: {
    externalKey: {
      title: 'Phone number ID',
      description: 'Meta app dashboard, WhatsApp, API setup. Not the phone number itself.',
    },
    accessToken: { title: 'Access token', description: 'A permanent one, of a system user.' },
  },
  notAllowedTitle: 'The Cloud API is not switched on for your business',
  notAllowedText: (slug: string) =>
    `The operator of the platform switches it on. Write to them and name your business: ${slug}. Then come back here.`,
  guide: {
    title: 'Three steps at Meta',
    steps: [
      'In the app dashboard, open WhatsApp, API setup. Copy the phone number ID, and make a permanent access token of a system user. Both go into the form here.',
      'Open WhatsApp, Configuration, and enter this address as the webhook, with the verify token that the operator of the platform gives you.',
      'Subscribe to the field “messages”. Then write to your number: the message appears in the inbox.',
    ],
    address: 'Webhook address',
  },
  openWidget: 'Look and snippet',
  openKeys: 'API keys',
};
