import type { PageChatMessages } from '#application/chat/page-chat-messages';
import type { SendChatMessage } from '#application/chat/send-chat-message';
import type { CloseConversation } from '#application/conversation/close-conversation';
import type { FindConversation } from '#application/conversation/find-conversation';
import type { HandBackConversation } from '#application/conversation/hand-back-conversation';
import type { PageConversations } from '#application/conversation/page-conversations';
import type { PageMessages } from '#application/conversation/page-messages';
import type { PageTurns } from '#application/conversation/page-turns';
import type { RetryMessage } from '#application/conversation/retry-message';
import type { SearchMessages } from '#application/conversation/search-messages';
import type { SendHumanMessage } from '#application/conversation/send-human-message';
import type { SwitchAssistant } from '#application/conversation/switch-assistant';
import type { TakeOverConversation } from '#application/conversation/take-over-conversation';
import type { AuthenticateApiKey } from '#application/identity/authenticate-api-key';
import type { AuthenticateToken } from '#application/identity/authenticate-token';
import type { ChangePassword } from '#application/identity/change-password';
import type { ListSessions } from '#application/identity/list-sessions';
import type { RefreshSession } from '#application/identity/refresh-session';
import type { RevokeSession } from '#application/identity/revoke-session';
import type { SetUpPlatform } from '#application/identity/set-up-platform';
import type { SignIn } from '#application/identity/sign-in';
import type { SignOut } from '#application/identity/sign-out';
import type { SignUp } from '#application/identity/sign-up';
import type { WhoAmI } from '#application/identity/who-am-i';
import type { ApproveOrder } from '#application/orders/approve-order';
import type { CancelOrder } from '#application/orders/cancel-order';
import type { FindOrder } from '#application/orders/find-order';
import type { FulfilOrder } from '#application/orders/fulfil-order';
import type { OverrideOrderPrice } from '#application/orders/override-order-price';
import type { PageOrders } from '#application/orders/page-orders';
import type { RejectOrder } from '#application/orders/reject-order';
import type { ReceiveCloudApiWebhook } from '#application/turns/receive-cloud-api-webhook';

/** A use case as a route sees it: something to execute. */
type Runs<UseCase extends { execute: unknown }> = Pick<UseCase, 'execute'>;

/** Everything HTTP can ask of the application. */
export type UseCases = {
  readonly authenticateToken: Runs<AuthenticateToken>;
  readonly authenticateApiKey: Runs<AuthenticateApiKey>;
  readonly setUpPlatform: Runs<SetUpPlatform>;
  readonly signUp: Runs<SignUp>;
  readonly signIn: Runs<SignIn>;
  readonly refreshSession: Runs<RefreshSession>;
  readonly signOut: Runs<SignOut>;
  readonly whoAmI: Runs<WhoAmI>;
  readonly changePassword: Runs<ChangePassword>;
  readonly listSessions: Runs<ListSessions>;
  readonly revokeSession: Runs<RevokeSession>;

  readonly pageConversations: Runs<PageConversations>;
  readonly findConversation: Runs<FindConversation>;
  readonly pageMessages: Runs<PageMessages>;
  readonly pageTurns: Runs<PageTurns>;
  readonly searchMessages: Runs<SearchMessages>;
  readonly takeOverConversation: Runs<TakeOverConversation>;
  readonly handBackConversation: Runs<HandBackConversation>;
  readonly closeConversation: Runs<CloseConversation>;
  readonly switchAssistant: Runs<SwitchAssistant>;
  readonly sendHumanMessage: Runs<SendHumanMessage>;
  readonly retryMessage: Runs<RetryMessage>;

  readonly pageOrders: Runs<PageOrders>;
  readonly findOrder: Runs<FindOrder>;
  readonly approveOrder: Runs<ApproveOrder>;
  readonly rejectOrder: Runs<RejectOrder>;
  readonly cancelOrder: Runs<CancelOrder>;
  readonly fulfilOrder: Runs<FulfilOrder>;
  readonly overrideOrderPrice: Runs<OverrideOrderPrice>;

  readonly sendChatMessage: Runs<SendChatMessage>;
  readonly pageChatMessages: Runs<PageChatMessages>;
  readonly receiveCloudApiWebhook: Runs<ReceiveCloudApiWebhook>;
};
