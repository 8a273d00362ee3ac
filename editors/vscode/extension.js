// hgw in VS Code: starts hgw-lsp for the cases that are open, and gives its commands a name, a question and a place to
// show what comes out. What a case means is the server's; nothing here reads one.
const { execFile } = require('node:child_process');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

const CASE = /\.hgw\.xml$/;
const QUIET = {
    'telemetry.telemetryLevel': 'off',
    'workbench.enableExperiments': false,
    'workbench.settings.enableNaturalLanguageSearch': false,
    'chat.disableAIFeatures': true,
};

let client;

function setting(name) {
    return vscode.workspace.getConfiguration('hgw').get(name);
}

function program(name) {
    return path.join(setting('programs') || '', name);
}

// Runs one of the programs; what it says when it fails, or undefined.
function run(name, args) {
    return new Promise(resolve => {
        execFile(program(name), args, (error, _, said) => resolve(error ? said.trim() || error.message : undefined));
    });
}

async function start() {
    if (await run('hgw-lsp', ['--version'])) {
        vscode.window.showErrorMessage('hgw is niet gevonden. De instelling „hgw.programs” zegt waar het staat.');
        return;
    }
    const directory = setting('reports');
    client = new LanguageClient('hgw', 'hgw', { command: program('hgw-lsp') }, {
        documentSelector: [{ language: 'hgw' }, { scheme: 'file', pattern: '**/*.hgw.xml' }],
        initializationOptions: { codeLens: setting('codeLens'), ...(directory && { directory }) },
        middleware: { window: { showDocument: show } },
    });
    await client.start();
}

async function stop() {
    const old = client;
    client = undefined;
    await old?.stop();
}

// A report in Markdown is to be read, beside the case.
async function show(params, next) {
    if (!/\.md$/.test(params.uri))
        return next(params);
    await vscode.commands.executeCommand('markdown.showPreviewToSide', vscode.Uri.parse(params.uri));
    return { success: true };
}

// The case that is in front of the user.
function current() {
    const document = vscode.window.activeTextEditor?.document;
    return document && CASE.test(document.fileName) ? document : undefined;
}

// Has the server do something with a case; undefined when it could not, and the user was told why.
async function ask(command, document, more) {
    if (!client) {
        vscode.window.showErrorMessage('hgw-lsp draait niet.');
        return undefined;
    }
    try {
        return await client.sendRequest('workspace/executeCommand',
            { command, arguments: [{ uri: document.uri.toString(), ...more }] });
    } catch (error) {
        vscode.window.showErrorMessage(error.message);
        return undefined;
    }
}

// Has the server change the case, and selects the first place to fill in what came.
async function change(command, document, more) {
    const listening = vscode.workspace.onDidChangeTextDocument(({ document: changed, contentChanges }) => {
        if (changed !== document || contentChanges.length === 0)
            return;
        listening.dispose();
        let moved = 0;
        for (const { rangeOffset, rangeLength, text } of [...contentChanges].sort((a, b) => a.rangeOffset - b.rangeOffset)) {
            const hint = /<\?vul-in.*?\?>/s.exec(text);
            if (hint) {
                select(document, rangeOffset + moved + hint.index, hint[0].length);
                return;
            }
            moved += text.length - rangeLength;
        }
    });
    if (await ask(command, document, more) === undefined)
        listening.dispose();
}

function select(document, at, length) {
    const editor = vscode.window.visibleTextEditors.find(one => one.document === document);
    if (!editor)
        return;
    editor.selection = new vscode.Selection(document.positionAt(at), document.positionAt(at + length));
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
}

async function nextPhase() {
    const document = current();
    if (document)
        await change('hgw.nextPhase', document);
}

async function add() {
    const document = current();
    const pieces = document && await ask('hgw.pieces', document);
    const picked = pieces && await vscode.window.showQuickPick(
        pieces.map(([name, what]) => ({ label: name, description: what })),
        { placeHolder: 'Wat komt erbij?', matchOnDescription: true });
    if (picked)
        await change('hgw.add', document, { piece: picked.label });
}

async function pickReport(document) {
    const reports = await ask('hgw.reports', document);
    return reports && vscode.window.showQuickPick(
        reports.map(([name, readers, title]) => ({ label: title, description: `voor ${readers}`, name })),
        { placeHolder: 'Welk verslag?' });
}

async function report() {
    const document = current();
    const picked = document && await pickReport(document);
    if (picked)
        await ask('hgw.report', document, { report: picked.name, to: 'md' });
}

// A report to send or print. One that is there may have been edited by hand: it goes only when the user says so.
async function save() {
    const document = current();
    const picked = document && await pickReport(document);
    if (!picked || !await document.save())
        return;
    const to = await vscode.window.showSaveDialog({
        title: 'Waar komt het verslag?',
        filters: { Verslag: ['odt'] },
        defaultUri: vscode.Uri.file(document.fileName.replace(CASE, `-${picked.name}.odt`)),
    });
    if (!to)
        return; // the dialog itself asks about a file that is there
    const wrong = await run('hgw-render', ['--lang=nl', `--report=${picked.name}`, '--to=odt', '--force', `--output=${to.fsPath}`, document.fileName]);
    if (wrong)
        vscode.window.showErrorMessage(wrong);
    else
        vscode.window.showInformationMessage(`Het verslag staat in ${to.fsPath}.`);
}

async function newCase() {
    const name = await vscode.window.showInputBox({ title: 'Nieuwe casus', prompt: 'Hoe heet de leerling?' });
    if (!name)
        return;
    const born = await vscode.window.showInputBox({
        title: 'Nieuwe casus',
        prompt: 'Wanneer is die geboren? Leeg mag ook.',
        placeHolder: 'JJJJ-MM-DD',
        validateInput: text => text === '' || /^\d{4}-\d\d-\d\d$/.test(text) ? undefined : 'Een datum is JJJJ-MM-DD, zoals 2018-05-30.',
    });
    if (born === undefined)
        return;
    const folder = vscode.workspace.workspaceFolders?.[0].uri ?? vscode.Uri.file(process.env.HOME || '/');
    const to = await vscode.window.showSaveDialog({
        title: 'Waar komt de casus?',
        defaultUri: vscode.Uri.joinPath(folder, `${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.hgw.xml`),
    });
    if (!to)
        return;
    const file = `${to.fsPath.replace(/(\.hgw)?\.xml$/, '')}.hgw.xml`;
    const wrong = await run('hgw-new', ['--lang=nl', `--name=${name}`, ...(born ? [`--born=${born}`] : []), `--output=${file}`]);
    if (wrong)
        vscode.window.showErrorMessage(wrong);
    else
        await vscode.window.showTextDocument(vscode.Uri.file(file));
}

// Settings of VS Code itself, so it asks first.
async function quiet() {
    const yes = 'Zet uit';
    const said = await vscode.window.showInformationMessage('VS Code niets laten doorsturen?', {
        modal: true,
        detail: 'Dit verandert instellingen van VS Code, voor al je mappen: telemetrie, proefjes, zoeken in de instellingen via het internet, en AI-functies. Andere uitbreidingen kunnen nog altijd zelf iets doorsturen.',
    }, yes);
    if (said !== yes)
        return;
    const all = vscode.workspace.getConfiguration();
    for (const [name, value] of Object.entries(QUIET))
        if (all.inspect(name)?.defaultValue !== undefined) // an older or newer VS Code may not have it
            await all.update(name, value, vscode.ConfigurationTarget.Global);
}

async function activate(context) {
    const commands = { new: newCase, next: nextPhase, add, report, save, quiet };
    for (const [name, action] of Object.entries(commands))
        context.subscriptions.push(vscode.commands.registerCommand(`hgw.editor.${name}`, action));
    context.subscriptions.push(vscode.workspace.onDidChangeConfiguration(async event => {
        if (event.affectsConfiguration('hgw')) {
            await stop();
            await start();
        }
    }));
    await start();
}

module.exports = { activate, deactivate: stop };
