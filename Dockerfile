# Debian's glibc: libsql and argon2 come as binaries for it.
FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY admin-ui/package.json admin-ui/package.json
COPY widget/package.json widget/package.json
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY widget widget
COPY admin-ui admin-ui
RUN npm run build

# What runs needs none of what builds.
FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --workspaces=false --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    WAKIL_HOST=0.0.0.0 \
    WAKIL_DATA_DIR=/data \
    WAKIL_SESSIONS_DIR=/data/sessions \
    WAKIL_HEALTH_HOST=0.0.0.0 \
    WAKIL_HEALTH_PORT=9464
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /build/dist dist
COPY package.json LICENSE ./
RUN install -d -m 0700 -o node -g node /data
USER 1000:1000
VOLUME /data
EXPOSE 3000 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/infrastructure/main/server.js"]
