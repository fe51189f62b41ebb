export const erasing = {
  menu: 'Actions for this customer',
  open: 'Erase this customer…',
  title: (name: string) => `Erase ${name}?`,
  unnamed: 'this customer',
  text: 'For somebody who asks to be forgotten. There is no way back.',
  goes: 'What goes, for good',
  going: [
    'All conversations with them: messages, notes, files and suggested answers',
    'Their orders and leads, out of your figures too',
    'Their card: name, numbers, addresses and your remark',
    'The key that opens their words, orders and card in backups',
  ],
  stays: 'What stays',
  staying: [
    'A line in the audit log: when and by whom, and not who it was',
    'What has left: on phones, at WhatsApp, in mails to your team, at services that your functions ask',
    'Words of theirs in the log of functions, for 30 days, in time machine reports, and what you took over into the knowledge',
    'In older backups the files they sent, and copies of keys. Ask whoever runs the server to make a new backup and to drop the old ones.',
  ],
  again: 'When they write again, they are a new customer.',
  /** Typed for somebody of whom neither a name nor a number is known. */
  word: 'erase',
  action: 'Erase for good',
  done: 'The customer is erased.',
};
