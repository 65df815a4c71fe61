// SPDX-License-Identifier: EUPL-1.2
// Writes the rules of intestazioni.json where each server reads them, and into the page.
//   node deploy/genera.mjs              writes index.html, nginx.conf, .htaccess, web.config
//   node deploy/genera.mjs --check      writes nothing; fails if one of them says something else
import { readFileSync, writeFileSync } from 'node:fs';
import { CSP, FILE_HEADERS, FOREVER, HTTPS_HEADERS, HEADERS, META_CSP, TYPES, rules } from './regole.mjs';

const at = (name) => new URL(name, import.meta.url);
const all = { ...HEADERS, ...HTTPS_HEADERS };
const pairs = Object.entries;
const always = rules.cache['per-sempre'];
const again = rules.cache['da-ricontrollare'];
// In two pieces, or it would be read as the licence of this file.
const SPDX = ['SPDX-License', 'Identifier: EUPL-1.2'].join('-');
const notice = (open, close = '') => `${open} ${SPDX}${close}
${open} Generato da deploy/genera.mjs: le regole si cambiano in deploy/intestazioni.json.${close}
${open} Per incorporare la pagina nel sito del Comune aggiungi il suo indirizzo dopo frame-ancestors 'self'.${close}
`;

// nginx forgets the headers of the outer level as soon as an inner one adds its own: they are repeated.
const nginxHeaders = (own, pad) => pairs({ ...all, ...own }).map(([name, value]) => `${pad}add_header ${name} "${value}" always;\n`).join('');
const nginx = `${notice('#')}# Si include dentro server { … }; cambia i due percorsi. Per la compressione pronta serve ngx_http_gzip_static_module.
location /servizi/soglia/ {
    alias /var/www/soglia/;
    types {
${pairs(TYPES).map(([ending, type]) => `        ${type.split(';')[0]} ${ending.slice(1)};\n`).join('')}    }
    charset utf-8;
    charset_types ${[...new Set(Object.values(TYPES).filter((t) => t.includes('charset')).map((t) => t.split(';')[0]))].filter((t) => t !== 'text/html').join(' ')};
    gzip_static on;
    # brotli_static on;   # con il modulo ngx_brotli
    try_files $uri /servizi/soglia/index.html;
${nginxHeaders({ 'Cache-Control': again }, '    ')}
    # Vale la prima che corrisponde.
    location ~ "${FOREVER.source}" {
        try_files $uri =404;
${nginxHeaders({ 'Cache-Control': always }, '        ')}    }
${pairs(FILE_HEADERS).map(([name, own]) => `    location ~ /${name.replaceAll('.', '\\.')}$ {
        try_files $uri =404;
${nginxHeaders({ 'Cache-Control': again, ...own }, '        ')}    }
`).join('')}    # Un file che manca è un file che manca: solo gli indirizzi delle pagine danno la pagina.
    location ~ \\.[a-z0-9]+$ {
        try_files $uri =404;
${nginxHeaders({ 'Cache-Control': again }, '        ')}    }
}
`;

const set = (own, pad) => pairs(own).map(([name, value]) => `${pad}Header always set ${name} "${value}"\n`).join('');
const htaccess = `${notice('#')}# Serve AllowOverride All (o FileInfo, Options e Indexes) e i moduli headers, mime e rewrite.
Options -Indexes -MultiViews
DirectoryIndex index.html
FileETag MTime Size
${pairs(TYPES).map(([ending, type]) => `AddType '${type}' ${ending}\n`).join('')}
<IfModule mod_headers.c>
${set(HEADERS, '  ')}  <If "%{HTTPS} == 'on'">
${set(HTTPS_HEADERS, '    ')}  </If>
  Header always set Cache-Control "${again}"
  <FilesMatch "${FOREVER.source.replaceAll('"', '\\"')}">
    Header always set Cache-Control "${always}"
  </FilesMatch>
${pairs(FILE_HEADERS).map(([name, own]) => `  <Files "${name}">\n${set(own, '    ')}  </Files>\n`).join('')}</IfModule>

<IfModule mod_rewrite.c>
  RewriteEngine On
  # I file già compressi, a chi li sa leggere.
  RewriteCond %{HTTP:Accept-Encoding} \\bbr\\b
  RewriteCond %{REQUEST_FILENAME}.br -f
  RewriteRule ^(.+)$ $1.br [L,E=compresso:br]
  RewriteCond %{HTTP:Accept-Encoding} \\bgzip\\b
  RewriteCond %{REQUEST_FILENAME}.gz -f
  RewriteRule ^(.+)$ $1.gz [L,E=compresso:gzip]
  # Un file che manca è un file che manca: solo gli indirizzi delle pagine danno la pagina.
  RewriteCond %{REQUEST_FILENAME} !-f
  RewriteCond %{REQUEST_FILENAME} !-d
  RewriteCond %{REQUEST_URI} !\\.[a-zA-Z0-9]+$
  RewriteRule ^ index.html [L]
</IfModule>
<IfModule mod_headers.c>
${pairs(TYPES).filter(([ending]) => !['.png', '.woff2'].includes(ending)).map(([ending, type]) => `  <FilesMatch "\\${ending}\\.(br|gz)$">\n    ForceType '${type}'\n  </FilesMatch>\n`).join('')}  <FilesMatch "\\.br$">
    Header always set Content-Encoding br
    Header always append Vary Accept-Encoding
  </FilesMatch>
  <FilesMatch "\\.gz$">
    Header always set Content-Encoding gzip
    Header always append Vary Accept-Encoding
  </FilesMatch>
</IfModule>
`;

const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const custom = (own, pad) => `${pad}<httpProtocol>\n${pad}  <customHeaders>\n${pairs(own).map(([name, value]) => `${pad}    <remove name="${name}" />\n${pad}    <add name="${name}" value="${xml(value)}" />\n`).join('')}${pad}  </customHeaders>\n${pad}</httpProtocol>\n`;
const iis = `<?xml version="1.0" encoding="utf-8"?>
${notice('<!--', ' -->')}<!-- Serve il modulo URL Rewrite. -->
<configuration>
  <system.webServer>
    <staticContent>
${pairs(TYPES).map(([ending, type]) => `      <remove fileExtension="${ending}" />\n      <mimeMap fileExtension="${ending}" mimeType="${type}" />\n`).join('')}      <clientCache cacheControlMode="DisableCache" />
    </staticContent>
${custom(all, '    ')}    <rewrite>
      <rules>
        <rule name="pagine" stopProcessing="true">
          <match url="\\.[a-zA-Z0-9]+$" negate="true" />
          <conditions>
            <add input="{REQUEST_FILENAME}" matchType="IsFile" negate="true" />
            <add input="{REQUEST_FILENAME}" matchType="IsDirectory" negate="true" />
          </conditions>
          <action type="Rewrite" url="index.html" />
        </rule>
      </rules>
      <outboundRules>
        <rule name="per-sempre">
          <match serverVariable="RESPONSE_Cache-Control" pattern=".*" />
          <conditions>
            <add input="{URL}" pattern="${xml(FOREVER.source)}" />
          </conditions>
          <action type="Rewrite" value="${always}" />
        </rule>
      </outboundRules>
    </rewrite>
  </system.webServer>
${pairs(FILE_HEADERS).map(([name, own]) => `  <location path="${name}">\n    <system.webServer>\n${custom(own, '      ')}    </system.webServer>\n  </location>\n`).join('')}</configuration>
`;

const html = readFileSync(at('../index.html'), 'utf8')
  .replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, (_, head) => head + META_CSP);

const outputs = { '../index.html': html, 'nginx.conf': nginx, '.htaccess': htaccess, 'web.config': iis };
if (process.argv.includes('--check')) {
  const current = (name) => { try { return readFileSync(at(name), 'utf8'); } catch { return ''; } };
  const stale = pairs(outputs).filter(([name, text]) => current(name) !== text).map(([name]) => name);
  if (stale.length) {
    console.error(`Non dicono ciò che dice deploy/intestazioni.json: ${stale.join(', ')}. Esegui: node deploy/genera.mjs`);
    process.exit(1);
  }
  console.log(`Regole di sicurezza uguali in ${Object.keys(outputs).length} file (${CSP.length} caratteri).`);
} else {
  for (const [name, text] of pairs(outputs)) writeFileSync(at(name), text);
}
