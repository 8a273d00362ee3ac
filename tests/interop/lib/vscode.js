// Stands in for VS Code, so that the extension's own code can be run in Node: what it asks of the window is answered
// from a list, what it tells is written down. Its language client is a connection of vscode-languageserver-protocol to
// the server that it names.
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL, fileURLToPath } = require('node:url');

const extension = process.env.EXTENSION;
const fromThere = Module.createRequire(path.join(extension, 'extension.js'));
const lsp = fromThere('vscode-languageserver-protocol/node');

const said = []; // what the user got to see: [kind, text]
const answers = []; // what the user does when asked, in that order
const settings = {}; // as the user changed them
const registered = new Map();
const listeners = [];
const watchers = new Set();

class Uri {
    constructor(text) { this.text = text; }
    static file(name) { return new Uri(pathToFileURL(name).href); }
    static parse(text) { return new Uri(text); }
    static joinPath(base, ...parts) { return Uri.file(path.join(base.fsPath, ...parts)); }
    get fsPath() { return fileURLToPath(this.text); }
    toString() { return this.text; }
}

class Document {
    constructor(file) {
        this.uri = Uri.file(file);
        this.fileName = file;
        this.version = 1;
        this.text = fs.readFileSync(file, 'utf8');
    }
    offset({ line, character }) {
        let at = 0;
        for (; line > 0; line--)
            at = this.text.indexOf('\n', at) + 1;
        return at + character;
    }
    positionAt(offset) { return offset; }
    change(edits) {
        const changes = edits.map(({ range, newText }) => ({
            rangeOffset: this.offset(range.start), rangeLength: this.offset(range.end) - this.offset(range.start), text: newText }));
        const fromTheEnd = [...edits].sort((a, b) => this.offset(b.range.start) - this.offset(a.range.start));
        for (const { range, newText } of fromTheEnd)
            this.text = this.text.slice(0, this.offset(range.start)) + newText + this.text.slice(this.offset(range.end));
        this.version++;
        [...watchers].forEach(watcher => watcher({ document: this, contentChanges: changes }));
        client?.connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.uri.text, version: this.version },
            contentChanges: fromTheEnd.map(({ range, newText }) => ({ range, text: newText })) });
    }
    /** What a user types: the first `old` becomes `text`. */
    replace(old, text) {
        const from = this.text.indexOf(old);
        const [start, end] = [from, from + old.length].map(offset => {
            const lines = this.text.slice(0, offset).split('\n');
            return { line: lines.length - 1, character: lines.at(-1).length };
        });
        this.change([{ range: { start, end }, newText: text }]);
    }
    async save() {
        fs.writeFileSync(this.fileName, this.text);
        return true;
    }
}

const ask = kind => async (...asked) => {
    if (answers.length === 0)
        throw new Error(`asked for nothing to answer with: ${kind} ${JSON.stringify(asked)}`);
    said.push([kind, asked]);
    const answer = answers.shift();
    return typeof answer === 'function' ? answer(...asked) : answer;
};
const tell = kind => async (text, options, ...choices) => {
    said.push([kind, text]);
    return choices.length > 0 ? answers.shift() : undefined;
};

const manifest = JSON.parse(fs.readFileSync(path.join(extension, 'package.json'), 'utf8'));
const declared = manifest.contributes.configuration.properties;
const known = ['telemetry.telemetryLevel', 'workbench.enableExperiments'];

const vscode = {
    Uri,
    ConfigurationTarget: { Global: 1 },
    Selection: class { constructor(from, to) { Object.assign(this, { from, to }); } },
    TextEditorRevealType: { InCenter: 2 },
    window: {
        activeTextEditor: undefined,
        get visibleTextEditors() { return [this.activeTextEditor]; },
        showQuickPick: ask('pick'),
        showInputBox: ask('input'),
        showSaveDialog: ask('save'),
        showErrorMessage: tell('error'),
        showInformationMessage: tell('information'),
        showTextDocument: async uri => open(uri.fsPath),
    },
    commands: {
        registerCommand: (name, action) => {
            registered.set(name, action);
            return { dispose() {} };
        },
        executeCommand: async (name, ...args) => { said.push([name, args.map(String)]); },
    },
    workspace: {
        workspaceFolders: undefined,
        onDidChangeConfiguration: listener => {
            listeners.push(listener);
            return { dispose() {} };
        },
        onDidChangeTextDocument: watcher => {
            watchers.add(watcher);
            return { dispose: () => watchers.delete(watcher) };
        },
        getConfiguration: section => ({
            get: name => settings[`${section}.${name}`] ?? declared[`${section}.${name}`].default,
            inspect: name => ({ defaultValue: known.includes(name) ? 'something' : undefined }),
            update: async (name, value) => { settings[name] = value; },
        }),
    },
};

let client;
class LanguageClient {
    constructor(id, name, server, options) {
        Object.assign(this, { server, options, diagnostics: [] });
        client = this;
    }
    async start() {
        this.process = spawn(this.server.command, this.server.args ?? [], { stdio: ['pipe', 'pipe', 'inherit'] });
        this.ended = new Promise(resolve => this.process.on('exit', resolve));
        const { connection } = this;
        this.connection = connection ?? lsp.createProtocolConnection(new lsp.StreamMessageReader(this.process.stdout),
            new lsp.StreamMessageWriter(this.process.stdin));
        this.connection.onNotification('textDocument/publishDiagnostics', params => {
            this.diagnostics.push(params);
            this.heard?.(params);
        });
        this.connection.onNotification('window/showMessage', params => said.push(['server', params.message]));
        this.connection.onRequest('workspace/applyEdit', ({ edit }) => {
            const [change] = edit.documentChanges ?? Object.entries(edit.changes).map(([uri, edits]) => ({ textDocument: { uri }, edits }));
            vscode.window.activeTextEditor.document.change(change.edits);
            return { applied: true };
        });
        this.connection.onRequest('window/showDocument', params => this.options.middleware.window.showDocument(params,
            async () => ({ success: false })));
        this.connection.listen();
        this.capabilities = (await this.connection.sendRequest('initialize', {
            processId: process.pid,
            rootUri: null,
            initializationOptions: this.options.initializationOptions,
            capabilities: {
                workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } },
                window: { showDocument: { support: true } },
                textDocument: {
                    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
                    hover: { contentFormat: ['markdown'] },
                    publishDiagnostics: { codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
                    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
                },
            },
        })).capabilities;
        await this.connection.sendNotification('initialized', {});
    }
    sendRequest(method, params) { return this.connection.sendRequest(method, params); }
    async stop() {
        await this.connection.sendRequest('shutdown');
        await this.connection.sendNotification('exit');
        this.status = await this.ended;
    }
}

const load = Module._load;
Module._load = function (name, ...rest) {
    return name === 'vscode' ? vscode : name === 'vscode-languageclient/node' ? { LanguageClient } : load.call(this, name, ...rest);
};

// Opens a file, as the one in front of the user; the findings that the server then shows.
async function open(file) {
    const document = new Document(file);
    vscode.window.activeTextEditor = { document, revealRange() {} };
    const findings = new Promise(resolve => { // of this file, not what comes late of another one
        client.heard = params => { if (params.uri === document.uri.text) resolve(params); };
    });
    await client.connection.sendNotification('textDocument/didOpen',
        { textDocument: { uri: document.uri.text, languageId: 'hgw', version: 1, text: document.text } });
    document.findings = (await findings).diagnostics;
    return document;
}

module.exports = {
    selected: () => {
        const { document, selection } = vscode.window.activeTextEditor;
        return selection && document.text.slice(selection.from, selection.to);
    },
    watching: () => watchers.size,
    manifest, said, answers, settings, registered, open,
    extension: require(path.join(extension, 'extension.js')),
    client: () => client,
    configure: () => Promise.all(listeners.map(listener => listener({ affectsConfiguration: name => name === 'hgw' }))),
    run: async (name, ...replies) => {
        said.length = 0;
        answers.push(...replies);
        await registered.get(`hgw.editor.${name}`)();
        const left = answers.splice(0).length;
        if (left > 0)
            throw new Error(`${name} did not ask ${left} of what it was to ask; it said ${JSON.stringify(said)}`);
        return said;
    },
};
