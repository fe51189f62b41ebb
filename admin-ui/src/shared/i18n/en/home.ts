import { enPlural } from '../plural.js';

export const home = {
  title: (name: string) => `Hello, ${name}`,
  text: 'What waits for you, and how the last seven days went.',
  waitingNow: 'Waiting for your team',
  none: 'Nothing waits for a person right now.',
  figures: {
    pending: 'Order requests to approve',
    waiting: 'Customers waiting for a person',
    human: 'Conversations your team has',
    assistant: 'Conversations the assistant has',
    leads: 'New leads',
    share: 'Answered by the assistant alone',
    shareOf: (count: number) => `of ${enPlural(count, '# conversation', '# conversations')} in seven days`,
    first: 'Time to the first answer',
    firstHint: 'the middle one of seven days',
    noneYet: 'No conversations yet',
  },
  lastDays: 'The last seven days',
  demo: 'See it as a customer',
  demoHint: 'Your demo site, with the chat window as visitors see it.',
  steps: {
    title: 'First steps',
    progress: (done: number, of: number) => `${done} of ${of} done`,
    later: 'Hide for now',
    showAgain: 'Show the first steps',
    done: 'Done',
    profile: {
      title: 'Say when you are open and where you are',
      text: 'The assistant answers questions about hours and the address from your profile.',
      action: 'Open the profile',
    },
    verify_email: {
      title: 'Confirm your e-mail address',
      text: 'Then notices about new orders and waiting customers can reach you.',
      action: 'Send the link',
      sent: 'The link is on its way. Look into your mailbox.',
    },
    catalogue: {
      title: 'Say what you sell',
      text: 'Take a sample catalogue to start from, or write your own. Every price can be changed.',
      kind: 'Sample for',
      kinds: { spa: 'Spa or salon', restaurant: 'Restaurant', shop: 'Shop', clinic: 'Clinic' },
      action: 'Take the sample',
      own: 'Write my own',
      created: (count: number) =>
        enPlural(count, '# service is in your catalogue.', '# services are in your catalogue.'),
    },
    try_assistant: {
      title: 'Ask your assistant something',
      text: 'Such as a price, or an order. Nothing of it counts as real.',
      action: 'Try it out',
    },
    widget: {
      title: 'Put the chat on your website',
      text: 'Choose its look, then copy one line into your site.',
      action: 'Open the chat window’s settings',
    },
    first_order: {
      title: 'Approve your first order',
      text: 'Order something on your demo site, as a customer would; the request appears here.',
      action: 'Open the demo site',
    },
  },
};
