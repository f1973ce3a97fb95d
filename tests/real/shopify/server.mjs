// Shopify's Admin GraphQL interface on 127.0.0.1, as far as its published schemas say what it is: a query is validated
// and executed by GraphQL's reference implementation. node server.mjs FOLDER PORT_FILE ORDERS_FILE
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import zlib from 'node:zlib';

const [folder, portFile, ordersFile] = process.argv.slice(2);
const { buildClientSchema, execute, NoDeprecatedCustomRule, parse, validate } =
    createRequire(path.join(folder, 'x.js'))('graphql');

const files = fs.readdirSync(folder).filter((name) => /^admin_\d{4}-\d\d\.json\.gz$/.test(name));
const versions = files.map((name) => name.slice(6, 13)).sort();
const schemas = new Map();
function schemaOf(version) {
    if (!schemas.has(version)) {
        const text = zlib.gunzipSync(fs.readFileSync(path.join(folder, `admin_${version}.json.gz`)));
        const introspection = JSON.parse(text);
        schemas.set(version, buildClientSchema(introspection.data ?? introspection, { assumeValid: true }));
    }
    return schemas.get(version);
}

const { shop, scopes, orders } = JSON.parse(fs.readFileSync(ordersFile));
const sought = (query) => [...(query ?? '').matchAll(/name:"((?:[^"\\]|\\.)*)"/g)].map((found) => found[1]);
const root = {
    shop,
    currentAppInstallation: { accessScopes: scopes.map((handle) => ({ handle, description: handle })) },
    order: ({ id }) => orders.find((order) => order.id === id) ?? null,
    orders: ({ query }) => ({
        nodes: query ? orders.filter((order) => sought(query).some((name) => order.name.includes(name)) ||
                                                query.startsWith('updated_at')) : orders.slice(0, 1),
        pageInfo: { hasNextPage: false, endCursor: null },
    }),
};

async function answer(request, body) {
    const version = request.url.match(/^\/admin\/api\/([^/]+)\/graphql\.json$/)?.[1];
    if (!versions.includes(version)) return [404, { errors: 'Not Found' }, {}];
    if (request.headers['x-shopify-access-token'] !== 'shpat_real')
        return [401, { errors: '[API] Invalid API key or access token' }, {}];
    const { query, variables } = JSON.parse(body);
    const schema = schemaOf(version);
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length) return [200, { errors: errors.map((e) => ({ message: e.message })) }, {}];
    const headers = { 'X-Shopify-API-Version': version };
    const deprecated = validate(schema, document, [NoDeprecatedCustomRule]);
    if (deprecated.length) headers['X-Shopify-API-Deprecated-Reason'] = deprecated[0].message;
    return [200, await execute({ schema, document, rootValue: root, variableValues: variables }), headers];
}

const server = http.createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', async () => {
        let [status, body, headers] = [200, {}, {}];
        try {
            [status, body, headers] = await answer(request, Buffer.concat(pieces));
        } catch (error) {
            body = { errors: [{ message: String(error) }] };
        }
        response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
        response.end(JSON.stringify(body));
    });
});
server.listen(0, '127.0.0.1', () => {
    fs.writeFileSync(portFile + '.new', JSON.stringify({ port: server.address().port, versions }));
    fs.renameSync(portFile + '.new', portFile);
});
