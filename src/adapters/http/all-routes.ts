import type { HttpDependencies } from '#adapters/http/http-dependencies';
import { openApiOf } from '#adapters/http/openapi';
import type { Route } from '#adapters/http/route';
import { tenantLifecycleRoutes } from '#adapters/http/routes/admin/tenant-lifecycle-routes';
import { tenantRoutes } from '#adapters/http/routes/admin/tenant-routes';
import { apiKeyRoutes } from '#adapters/http/routes/api-keys/api-key-routes';
import { auditRoutes } from '#adapters/http/routes/audit/audit-routes';
import { accountRoutes } from '#adapters/http/routes/auth/account-routes';
import { enterRoutes } from '#adapters/http/routes/auth/enter-routes';
import { faqRoutes } from '#adapters/http/routes/catalogue/faq-routes';
import { importServicesRoute } from '#adapters/http/routes/catalogue/import-services-route';
import { serviceRoutes } from '#adapters/http/routes/catalogue/service-routes';
import { channelRoutes } from '#adapters/http/routes/channels/channel-routes';
import { chatRoutes } from '#adapters/http/routes/chat/chat-routes';
import { conversationActRoutes } from '#adapters/http/routes/conversations/act-routes';
import { conversationReadRoutes } from '#adapters/http/routes/conversations/read-routes';
import { docsRoutes } from '#adapters/http/routes/docs/docs-routes';
import { healthRoutes } from '#adapters/http/routes/health/health-routes';
import { killSwitchRoutes } from '#adapters/http/routes/kill-switch/kill-switch-routes';
import { orderDecideRoutes } from '#adapters/http/routes/orders/decide-routes';
import { orderReadRoutes } from '#adapters/http/routes/orders/read-routes';
import { settingsRoutes } from '#adapters/http/routes/settings/settings-routes';
import { memberRoutes } from '#adapters/http/routes/team/member-routes';
import { roleRoutes } from '#adapters/http/routes/team/role-routes';
import { cloudApiRoutes } from '#adapters/http/routes/webhooks/cloud-api-routes';

type Needs = Pick<HttpDependencies, 'useCases' | 'cloudApi' | 'isReady' | 'chatWaitMs'>;

/** Every route there is. The router, the OpenAPI document and the isolation matrix are made from this list. */
export const allRoutes = ({ useCases, cloudApi, isReady, chatWaitMs }: Needs): Route[] => {
  const routes: Route[] = [
    // The busiest first: express looks from the top.
    ...cloudApiRoutes(cloudApi, useCases),
    ...chatRoutes(useCases, chatWaitMs),
    ...conversationReadRoutes(useCases),
    ...conversationActRoutes(useCases),
    ...orderReadRoutes(useCases),
    ...orderDecideRoutes(useCases),
    importServicesRoute(useCases.importServices),
    ...serviceRoutes(useCases),
    ...faqRoutes(useCases),
    ...channelRoutes(useCases),
    ...settingsRoutes(useCases),
    ...killSwitchRoutes(useCases),
    ...memberRoutes(useCases),
    ...roleRoutes(useCases),
    ...apiKeyRoutes(useCases),
    ...auditRoutes(useCases),
    ...tenantRoutes(useCases),
    ...tenantLifecycleRoutes(useCases),
    ...enterRoutes(useCases),
    ...accountRoutes(useCases),
    ...healthRoutes(isReady),
    ...docsRoutes(openApiOf(() => routes)),
  ];
  return routes;
};
