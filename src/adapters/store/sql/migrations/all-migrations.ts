import type { Migration } from '#adapters/store/sql/database';
import { platform } from './0001-platform.js';
import { team } from './0002-team.js';
import { catalogue } from './0003-catalogue.js';
import { conversations } from './0004-conversations.js';
import { messages } from './0005-messages.js';
import { turnsAndOrders } from './0006-turns-and-orders.js';
import { cardsAndTasks } from './0007-cards-and-tasks.js';
import { profilesAndInvitations } from './0008-profiles-and-invitations.js';
import { widget } from './0009-widget.js';
import { menusAndLeads } from './0010-menus-and-leads.js';
import { mail } from './0011-mail.js';
import { whatsappSessions } from './0012-whatsapp-sessions.js';
import { unreadCounts } from './0013-unread-counts.js';
import { understandings } from './0014-understandings.js';
import { ai } from './0015-ai.js';
import { knowledge } from './0016-knowledge.js';
import { assistants } from './0017-assistants.js';
import { functions } from './0018-functions.js';
import { answerLabels } from './0019-answer-labels.js';
import { knowledgeVectors } from './0020-knowledge-vectors.js';
import { mediaFetches } from './0021-media-fetches.js';
import { numberWishes } from './0022-number-wishes.js';
import { sealing } from './0024-sealing.js';
import { callsOfConversations } from './0025-calls-of-conversations.js';

/** In the order they run. */
export const allMigrations: readonly Migration[] = [
  platform,
  team,
  catalogue,
  conversations,
  messages,
  turnsAndOrders,
  cardsAndTasks,
  profilesAndInvitations,
  widget,
  menusAndLeads,
  mail,
  whatsappSessions,
  unreadCounts,
  understandings,
  ai,
  knowledge,
  assistants,
  functions,
  answerLabels,
  knowledgeVectors,
  mediaFetches,
  numberWishes,
  sealing,
  callsOfConversations,
];
