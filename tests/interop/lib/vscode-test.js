// The extension's commands, one after the other, with the real server (tests/interop/vscode).
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const code = require('./vscode.js');

const file = path.resolve('met spatie.hgw.xml');
const pick = wanted => items => items.find(item => item.label === wanted || item.name === wanted);
let document;

test.before(() => code.extension.activate({ subscriptions: [] }));
test.after(async () => {
    await code.extension.deactivate();
    assert.strictEqual(code.client().status, 0);
});

test('every command of package.json is there', () => {
    assert.deepStrictEqual([...code.registered.keys()].sort(), code.manifest.contributes.commands.map(one => one.command).sort());
    for (const walkthrough of code.manifest.contributes.walkthroughs)
        for (const step of walkthrough.steps) {
            assert.ok(fs.existsSync(path.join(process.env.EXTENSION, step.media.markdown)));
            for (const [, name] of step.description.matchAll(/command:(hgw[^)]*)/g))
                assert.ok(code.registered.has(name), name);
        }
});

test('a new case', async () => {
    await code.run('new', 'Zoë', '2017-03-14', options => {
        assert.match(options.defaultUri.fsPath, /zoë\.hgw\.xml$/);
        return { fsPath: file.replace(/\.hgw\.xml$/, '.xml') };
    });
    assert.ok(fs.readFileSync(file, 'utf8').includes('geboortedatum="2017-03-14"'));
    assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600);
    const said = await code.run('new', 'Zoë', '', { fsPath: file });
    assert.match(said.at(-1)[1], /bestaat al|is er al/);
    assert.strictEqual(said.at(-1)[0], 'error');
    await code.run('new', undefined); // nothing said: nothing done
    await code.run('new', 'Zoë', undefined);
    await code.run('new', 'Zoë', '', undefined);
});

test('what a date must look like', async () => {
    await code.run('new', 'Zoë', options => {
        assert.strictEqual(options.validateInput(''), undefined);
        assert.strictEqual(options.validateInput('2018-05-30'), undefined);
        assert.match(options.validateInput('30/5/2018'), /JJJJ-MM-DD/);
        return undefined;
    });
});

test('a case shows its findings', async () => {
    fs.copyFileSync(path.join(process.env.HGW_DATADIR, 'examples/robbe.hgw.xml'), 'robbe.hgw.xml');
    const { findings } = await code.open(path.resolve('robbe.hgw.xml'));
    assert.ok(findings.some(one => /^HGW\d+$/.test(one.code) && one.codeDescription.href.startsWith('file://')));
    document = await code.open(file);
});

test('what may stand here, who an id is, what a word means', async () => {
    const at = (text, after) => {
        const lines = text.slice(0, text.indexOf(after) + after.length).split('\n');
        return { line: lines.length - 1, character: lines.at(-1).length };
    };
    const robbe = await code.open(path.resolve('robbe.hgw.xml'));
    const textDocument = { uri: robbe.uri.toString() };
    const offered = async after => {
        const answer = await code.client().sendRequest('textDocument/completion', { textDocument, position: at(robbe.text, after) });
        return (answer.items ?? answer).map(one => `${one.label}: ${one.labelDetails?.description ?? one.detail}`);
    };
    robbe.replace('</vraagverheldering>', '<\n</vraagverheldering>');
    robbe.replace('van="mama"><vraag>', 'van=""><vraag>');
    assert.ok((await offered('</hulpvraag>\n  <')).some(one => one.startsWith('hulpvraag:')));
    assert.ok((await offered('id="h-mama" van="')).some(one => /^mama: .*Leen/.test(one)));
    const hover = await code.client().sendRequest('textDocument/hover', { textDocument, position: at(robbe.text, '<overzi') });
    assert.match(JSON.stringify(hover.contents), /overzicht/);
    document = await code.open(file);
});

test('a piece comes into the text, and not into the file', async () => {
    const before = fs.readFileSync(file, 'utf8');
    const said = await code.run('add', pick('zorg'));
    assert.strictEqual(said.filter(([kind]) => kind === 'error').length, 0);
    assert.ok(document.text.split('<zorg').length > before.split('<zorg').length);
    assert.strictEqual(fs.readFileSync(file, 'utf8'), before);
    assert.match(code.selected(), /^<\?vul-in [^?]*\?>$/); // what is typed next takes its place
    assert.ok(document.text.slice(0, document.text.indexOf(code.selected())).includes('<zorg'));
    await code.run('add', undefined);
    assert.strictEqual(code.watching(), 0);
});

test('the next phase', async () => {
    assert.match(document.text, /fase="vraagverheldering"/);
    await code.run('next');
    assert.match(document.text, /fase="intake"/);
    assert.match(document.text, /<overzicht/);
});

test('a report to look at stands in a private place', async () => {
    const said = await code.run('report', pick('ouders'));
    const [shown, [uri]] = said.at(-1);
    assert.strictEqual(shown, 'markdown.showPreviewToSide');
    const name = new URL(uri).pathname;
    assert.notStrictEqual(path.dirname(name), path.dirname(encodeURI(file)));
    assert.strictEqual(fs.statSync(decodeURI(path.dirname(name))).mode & 0o777, 0o700);
    assert.match(fs.readFileSync(decodeURI(name), 'utf8'), /Zoë/);
    await code.run('report', undefined);
});

test('or where the user says', async () => {
    fs.mkdirSync('verslagen');
    code.settings['hgw.reports'] = path.resolve('verslagen');
    code.settings['hgw.codeLens'] = true;
    await code.configure();
    assert.ok(code.client().capabilities.codeLensProvider);
    document = await code.open(file);
    await code.run('report', pick('ouders'));
    assert.deepStrictEqual(fs.readdirSync('verslagen'), ['met spatie-ouders.md']);
});

test('a report to keep', async () => {
    const to = path.resolve('van Zoë.odt');
    const said = await code.run('save', pick('ouders'), options => {
        assert.match(options.defaultUri.fsPath, /met spatie-ouders\.odt$/);
        return { fsPath: to };
    });
    assert.match(said.at(-1)[1], /van Zoë\.odt/);
    assert.strictEqual(said.at(-1)[0], 'information');
    assert.strictEqual(fs.readFileSync(to).toString('latin1', 0, 2), 'PK');
    await code.run('save', pick('ouders'), undefined);
    await code.run('save', undefined);
});

test('what cannot be done is said', async () => {
    document.replace('</casus>', '');
    for (const [name, ...replies] of [['next'], ['add', pick('zorg')], ['report', pick('ouders')]]) {
        const said = await code.run(name, ...replies);
        assert.strictEqual(said.at(-1)[0], 'error', name);
        assert.match(said.at(-1)[1], /eerst de fouten/);
        assert.strictEqual(code.watching(), 0);
    }
    const said = await code.run('save', pick('ouders'), { fsPath: path.resolve('kapot.odt') });
    assert.strictEqual(said.at(-1)[0], 'error');
    assert.ok(!fs.existsSync('kapot.odt'));
});

test('telemetry goes only when the user says so', async () => {
    await code.run('quiet', undefined);
    assert.strictEqual(code.settings['telemetry.telemetryLevel'], undefined);
    await code.run('quiet', 'Zet uit');
    assert.strictEqual(code.settings['telemetry.telemetryLevel'], 'off');
    assert.strictEqual(code.settings['chat.disableAIFeatures'], undefined); // this VS Code does not have it
});

test('a server that is not there', async () => {
    code.settings['hgw.programs'] = '/nergens';
    const before = code.client();
    code.said.length = 0;
    await code.configure();
    assert.match(code.said.at(-1)[1], /hgw is niet gevonden/);
    assert.strictEqual(code.client(), before);
    assert.match((await code.run('next')).at(-1)[1], /draait niet/);
    delete code.settings['hgw.programs'];
    await code.configure();
    assert.notStrictEqual(code.client(), before);
});
