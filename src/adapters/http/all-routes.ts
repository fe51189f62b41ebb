import type { HttpDependencies } from '#adapters/http/http-dependencies';
import { openApiOf } from '#adapters/http/openapi';
import type { Route } from '#adapters/http/route';
import { accountRoutes } from '#adapters/http/routes/auth/account-routes';
import { enterRoutes } from '#adapters/http/routes/auth/enter-routes';
import { chatRoutes } from '#adapters/http/routes/chat/chat-routes';
import { conversationActRoutes } from '#adapters/http/routes/conversations/act-routes';
import { conversationReadRoutes } from '#adapters/http/routes/conversations/read-routes';
import { docsRoutes } from '#adapters/http/routes/docs/docs-routes';
import { healthRoutes } from '#adapters/http/routes/health/health-routes';
import { orderDecideRoutes } from '#adapters/http/routes/orders/decide-routes';
import { orderReadRoutes } from '#adapters/http/routes/orders/read-routes';
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
    ...enterRoutes(useCases),
    ...accountRoutes(useCases),
    ...healthRoutes(isReady),
    ...docsRoutes(openApiOf(() => routes)),
  ];
  return routes;
};
