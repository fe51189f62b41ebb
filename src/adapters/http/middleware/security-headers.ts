import type { RequestHandler } from 'express';
import helmet from 'helmet';

const own = ["'self'"];
const none = ["'none'"];

/** Our own origin only, nothing inline, nobody frames us. `data:` images: Swagger UI's style sheet carries its icons so. */
const protect = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: none,
      scriptSrc: own,
      styleSrc: own,
      imgSrc: [...own, 'data:'],
      connectSrc: own,
      fontSrc: own,
      baseUri: none,
      formAction: none,
      frameAncestors: none,
      objectSrc: none,
    },
  },
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
});

/** Answers are somebody's data: no cache keeps them. Static files of the docs page say otherwise themselves. */
export const secureHeaders: RequestHandler = (request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  protect(request, response, next);
};
