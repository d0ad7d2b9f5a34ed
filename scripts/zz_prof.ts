import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createSyntaxParser, parseFile } from '/work/main/server/src/syntax/parser';
import { Program } from '/work/main/server/src/flow/program';
import { platform } from '/work/main/server/src/wsk/platform';
import { decodeSource } from '/work/main/server/src/text/decode';
import { glance, selectFiles } from '/work/main/server/src/wsk/selection';
import * as A from '/work/main/server/src/wsk/analysis_prof';
const nm='/work/main/dist/';
const files=new Map<string,{text:string,usesWsk:boolean}>();
function walk(p:string){ if(statSync(p).isDirectory()){for(const e of readdirSync(p))walk(path.join(p,e));return} if(!/\.(c|h|cc|cpp|cxx|hpp|inl)$/.test(p))return; const text=decodeSource(readFileSync(p)).text; files.set(p,{text,usesWsk:glance(text).usesWsk}); }
(async()=>{
 for(const p of process.argv.slice(2)) walk(p);
 const sel=selectFiles(files); console.log('selected',sel.length,'of',files.size);
 const parser=await createSyntaxParser({runtime:readFileSync(nm+'web-tree-sitter.wasm'),c:readFileSync(nm+'tree-sitter-c.wasm'),cpp:async()=>readFileSync(nm+'tree-sitter-cpp.wasm')});
 await parser.ensureLanguage('cpp');
 let t=Date.now();
 const syn=sel.map(p=>{const t0=Date.now();const s=parseFile({path:p,text:files.get(p)!.text},parser); const d=Date.now()-t0; if(d>100||s.unreadable.length>3)console.log(' parse',d,'ms',p,'unreadable',s.unreadable.length); return s});
 console.log('parse',Date.now()-t); t=Date.now();
 const prog=new Program(syn,platform); console.log('link',Date.now()-t); t=Date.now();
 (globalThis as any).__rootTime=(name:string,ms:number,steps:number)=>{ if(ms>150) console.log('  root',name,ms,'ms',steps); };
 const f=A.analyzeProgram(prog); console.log('analyse',Date.now()-t,'roots',f.roots.length,'calls',f.calls.length, 'incomplete', f.roots.filter(r=>r.incomplete).length, f.roots.filter(r=>r.incomplete).map(r=>r.fn.name).join(' '));
 console.log(process.memoryUsage().rss>>20,'MB');
})();
