# Standin as a container: docker build -t standin . && docker run --rm -p 4010:4010 standin
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build
# Types and CommonJS are for those who install the package.
RUN rm -rf dist/types dist/*.cjs dist/runners && find dist -name '*.map' -delete
RUN mkdir -p /app /state && cp -r package.json LICENSE dist schemas contracts fixtures examples /app

FROM node:22-bookworm-slim AS modules
WORKDIR /modules
COPY package.json package-lock.json ./
# With the client of a store that processes share: --store redis://…
RUN npm ci --omit=dev --omit=peer --ignore-scripts --no-audit --no-fund && npm install --no-save --ignore-scripts --no-audit --no-fund ioredis@5.9.3

FROM node:22-bookworm-slim
COPY --from=build /app /app
COPY --from=modules /modules/node_modules /app/node_modules
COPY --from=build --chown=node:node /state /state
ENV HOST=0.0.0.0 PORT=4010 NODE_ENV=production
USER node
VOLUME /state
EXPOSE 4010
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=5s CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/__standin/health').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
CMD ["serve"]
