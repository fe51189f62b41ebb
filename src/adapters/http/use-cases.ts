import type { CreateApiKey } from '#application/api-keys/create-api-key';
import type { ListApiKeys } from '#application/api-keys/list-api-keys';
import type { RevokeApiKey } from '#application/api-keys/revoke-api-key';
import type { RotateApiKey } from '#application/api-keys/rotate-api-key';
import type { ArchiveService } from '#application/catalogue/archive-service';
import type { FindFaq } from '#application/catalogue/find-faq';
import type { FindService } from '#application/catalogue/find-service';
import type { ImportServices } from '#application/catalogue/import-services';
import type { PageFaqs } from '#application/catalogue/page-faqs';
import type { PageServices } from '#application/catalogue/page-services';
import type { SaveFaq } from '#application/catalogue/save-faq';
import type { SaveService } from '#application/catalogue/save-service';
import type { AddCloudApiChannel } from '#application/channels/add-cloud-api-channel';
import type { ChangeChannel } from '#application/channels/change-channel';
import type { ListChannels } from '#application/channels/list-channels';
import type { PageChatMessages } from '#application/chat/page-chat-messages';
import type { SendChatMessage } from '#application/chat/send-chat-message';
import type { PageAudit } from '#application/compliance/page-audit';
import type { VerifyAudit } from '#application/compliance/verify-audit';
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
import type { AddMember } from '#application/team/add-member';
import type { ChangeMember } from '#application/team/change-member';
import type { DeleteRole } from '#application/team/delete-role';
import type { ListMembers } from '#application/team/list-members';
import type { ListRoles } from '#application/team/list-roles';
import type { SaveRole } from '#application/team/save-role';
import type { AllowCloudApi } from '#application/tenancy/allow-cloud-api';
import type { ChangeTenantStatus } from '#application/tenancy/change-tenant-status';
import type { CreateTenant } from '#application/tenancy/create-tenant';
import type { DestroyTenant } from '#application/tenancy/destroy-tenant';
import type { FindTenant } from '#application/tenancy/find-tenant';
import type { PageTenants } from '#application/tenancy/page-tenants';
import type { ReadKillSwitches } from '#application/tenancy/read-kill-switches';
import type { ReadSettings } from '#application/tenancy/read-settings';
import type { UpdateSettings } from '#application/tenancy/update-settings';
import type { UseKillSwitch } from '#application/tenancy/use-kill-switch';
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

  readonly createApiKey: Runs<CreateApiKey>;
  readonly listApiKeys: Runs<ListApiKeys>;
  readonly revokeApiKey: Runs<RevokeApiKey>;
  readonly rotateApiKey: Runs<RotateApiKey>;

  readonly archiveService: Runs<ArchiveService>;
  readonly findFaq: Runs<FindFaq>;
  readonly findService: Runs<FindService>;
  readonly importServices: Runs<ImportServices>;
  readonly pageFaqs: Runs<PageFaqs>;
  readonly pageServices: Runs<PageServices>;
  readonly saveFaq: Runs<SaveFaq>;
  readonly saveService: Runs<SaveService>;

  readonly addCloudApiChannel: Runs<AddCloudApiChannel>;
  readonly changeChannel: Runs<ChangeChannel>;
  readonly listChannels: Runs<ListChannels>;

  readonly pageAudit: Runs<PageAudit>;
  readonly verifyAudit: Runs<VerifyAudit>;

  readonly addMember: Runs<AddMember>;
  readonly changeMember: Runs<ChangeMember>;
  readonly deleteRole: Runs<DeleteRole>;
  readonly listMembers: Runs<ListMembers>;
  readonly listRoles: Runs<ListRoles>;
  readonly saveRole: Runs<SaveRole>;

  readonly allowCloudApi: Runs<AllowCloudApi>;
  readonly changeTenantStatus: Runs<ChangeTenantStatus>;
  readonly createTenant: Runs<CreateTenant>;
  readonly destroyTenant: Runs<DestroyTenant>;
  readonly findTenant: Runs<FindTenant>;
  readonly pageTenants: Runs<PageTenants>;
  readonly readKillSwitches: Runs<ReadKillSwitches>;
  readonly readSettings: Runs<ReadSettings>;
  readonly updateSettings: Runs<UpdateSettings>;
  readonly useKillSwitch: Runs<UseKillSwitch>;
};
