import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { timestamp } from '#adapters/http/contract/text';
import { engineNames } from '#application/ports/whatsapp-engines';

/** Digits of an international number, without `+`. */
export const phoneDigits = z
  .string()
  .regex(/^[1-9]\d{6,14}$/)
  .meta({ description: 'An international number in digits, without + or 00.' });

export const sessionStates = [
  'unlinked',
  'connecting',
  'pairing',
  'open',
  'reconnecting',
  'paused',
  'logged_out',
  'banned',
  'replaced',
  'outdated',
  'pairing_expired',
  'number_taken',
  'unreadable_credentials',
] as const;

export const nextSteps = [
  'none',
  'wait',
  'scan',
  'scan_again',
  'new_qr',
  'link_again',
  'use_another_number',
  'contact_whatsapp',
  'check_other_device',
  'update_wakil',
  'restore_key',
  'resume',
] as const;

const PairingDto = z
  .strictObject({
    how: z.enum(['qr', 'code']),
    value: z.string().meta({ description: 'What the QR code holds, or the eight characters to type. A secret.' }),
    svg: z.string().nullable().meta({ description: 'The QR code as a picture.' }),
    expiresAt: timestamp,
  })
  .meta({ id: 'Pairing' });

const HealthDto = z
  .strictObject({
    status: z.enum(['ok', 'quiet', 'decrypt_failures', 'not_delivering', 'unknown']),
    causes: z.array(z.string()).meta({ description: 'Stable codes, such as `health.silence`.' }),
    lastInboundAt: timestamp.nullable(),
    lastDeliveredAt: timestamp.nullable().meta({ description: 'When a message of ours last reached a phone.' }),
    decryptFailures: z.int().meta({ description: 'In the last 24 hours.' }),
  })
  .meta({ id: 'SessionHealth' });

const RiskDto = z
  .strictObject({
    score: z.int().min(0).max(100),
    level: z.enum(['low', 'elevated', 'high']),
    causes: z.array(z.strictObject({ code: z.string(), points: z.int() })),
  })
  .meta({ id: 'SessionRisk', description: 'How likely WhatsApp is to restrict the number, by what it does (BEY-5).' });

const presets = z.enum(['careful', 'normal', 'off']).meta({
  description:
    '`careful` for a number linked lately, `normal` for one in use for long, `off` for emulators: nothing waits.',
});

const QuietHours = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

export const SendingDto = z
  .strictObject({
    preset: presets,
    replyOnly: z.boolean().meta({ description: 'Only to people who wrote first.' }),
    quietHours: QuietHours.nullable().meta({ description: "By the business's own clock." }),
    pausedBecause: z.string().nullable().meta({ description: 'A warning of WhatsApp’s that a person has to look at.' }),
    waiting: z.int().meta({ description: 'Messages that wait to be sent.' }),
    waitsBecause: z.string().nullable().meta({ description: 'Why the next one waits, such as `pacing.day_cap`.' }),
    nextAt: timestamp.nullable().meta({ description: 'When the next one is looked at again.' }),
    sentToday: z.int().meta({ description: 'In the last 24 hours.' }),
    dayCap: z.int().nullable().meta({ description: 'So many a day at present; it grows while the number is new.' }),
  })
  .meta({ id: 'SendingState' });

export const ChannelSessionDto = z
  .strictObject({
    channelId: idOf('channel'),
    engine: z.enum(engineNames).meta({ description: 'Which program speaks for the number.' }),
    isEmulated: z.boolean().meta({ description: 'Speaks to an emulator and not to WhatsApp.' }),
    state: z.enum(sessionStates).meta({
      description:
        'In `connecting`, `pairing`, `open` and `reconnecting` it goes on by itself. Every other state waits for a person: `nextStep` says what to do.',
    }),
    since: timestamp,
    cause: z.string().nullable().meta({ description: 'Why it is in this state, as a stable code.' }),
    nextStep: z.enum(nextSteps).meta({ description: 'What a person can do about it; `none` and `wait`: nothing.' }),
    retryAt: timestamp.nullable().meta({ description: 'When it tries again by itself.' }),
    number: phoneDigits.nullable(),
    displayName: z.string().nullable().meta({ description: 'What the phone calls itself.' }),
    pairing: PairingDto.nullable().meta({
      description: 'While a code is shown; a new one follows by itself. Only for those who may manage channels.',
    }),
    health: HealthDto,
    risk: RiskDto,
    sending: SendingDto,
  })
  .meta({ id: 'ChannelSession' });

export const SendingSettingsDto = z.strictObject({
  preset: presets,
  replyOnly: z.boolean().meta({ description: 'Only to people who wrote first.' }),
  quietHours: QuietHours.nullable(),
});

/** `POST /api/v1/channels/:channelId/session/link` */
export const LinkBody = z
  .discriminatedUnion('how', [
    z.strictObject({ how: z.literal('qr') }),
    z.strictObject({ how: z.literal('code'), phone: phoneDigits }),
  ])
  .meta({
    description:
      '`qr`: the phone scans a picture. `code`: eight characters are typed on the phone that has this number.',
  });
