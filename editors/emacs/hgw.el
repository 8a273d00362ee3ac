;;; hgw.el --- case files of hgw in nXML and flymake  -*- lexical-binding: t; -*-

;; Version: 0.1
;; Package-Requires: ((emacs "26.1"))
;; Keywords: languages, tools

;;; Commentary:

;; Write (require 'hgw) in your init file.  A file NAME.hgw.xml then opens in nXML, which knows the grammar: it
;; completes the names of elements and attributes (C-M-i) and marks what does not fit.  Flymake shows what
;; hgw-check says while you type; M-n and M-p go from one finding to the next, C-c C-e explains the one at
;; point.  M-x compile runs the check over the file.
;;
;; With eglot (in Emacs since 29, before that a package) and hgw-lsp the same keys show what the server says, C-M-i
;; knows who is who, C-c C-a mends what is at point, C-c C-r renames an id, and M-x hgw-next-phase, hgw-add and
;; hgw-report do what hgw-new --next, hgw-new --add and hgw-render do.

;;; Code:

(require 'flymake)
(require 'nxml-mode)
(require 'rng-loc)
(require 'url-util)
(require 'url-parse)

(defgroup hgw nil
  "Case files for handelingsgericht werken."
  :group 'nxml)

(defcustom hgw-check-program "hgw-check"
  "The command that checks a case."
  :type 'string)

(defcustom hgw-data-directory nil
  "The directory that holds schemas/, or nil to look where hgw looks."
  :type '(choice (const nil) directory))

(defcustom hgw-language-server t
  "Whether hgw-lsp looks over your shoulder, when it and eglot are installed."
  :type 'boolean)

(defconst hgw--directory (file-name-directory (or load-file-name buffer-file-name default-directory))
  "Where this file is.")

(defun hgw-schemas ()
  "The locating file that brings a case file to its grammar, or nil."
  (seq-find #'file-readable-p
            (mapcar (lambda (directory) (expand-file-name "schemas/schemas.xml" directory))
                    (delq nil (list hgw-data-directory
                                    (getenv "HGW_DATADIR")
                                    (expand-file-name "hgw" (or (getenv "XDG_DATA_HOME") "~/.local/share"))
                                    (expand-file-name "../../hgw" hgw--directory)
                                    (expand-file-name "../.." hgw--directory)
                                    "/usr/local/share/hgw"
                                    "/usr/share/hgw")))))

(defconst hgw--finding
  "^[^\n]*:\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\|note\\): \\(.*\\)$"
  "A line of hgw-check -f gcc: line, column in bytes, level, sentence.")

(defun hgw--characters (line column)
  "The column of LINE in characters, from 1, for COLUMN in bytes."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (forward-line (1- line))
      (let ((place (byte-to-position (+ (position-bytes (point)) column -1))))
        (if place (- place (point) -1) column)))))

(defun hgw--diagnostics (source)
  "The findings in the current buffer as diagnostics of the buffer SOURCE."
  (let (diagnostics)
    (goto-char (point-min))
    (while (re-search-forward hgw--finding nil t)
      (let* ((level (intern (concat ":" (match-string 3))))
             (text (match-string 4))
             (line (string-to-number (match-string 1)))
             (column (with-current-buffer source
                       (hgw--characters line (string-to-number (match-string 2)))))
             (region (flymake-diag-region source line column)))
        (push (flymake-make-diagnostic source (car region) (cdr region) level text) diagnostics)))
    (nreverse diagnostics)))

(defvar-local hgw--process nil
  "The check that is running for this buffer.")

(defun hgw-flymake (report &rest _)
  "Check the buffer with hgw-check and hand the findings to REPORT."
  (unless (executable-find hgw-check-program)
    (error "%s is niet gevonden" hgw-check-program))
  (when (process-live-p hgw--process)
    (kill-process hgw--process))
  (let ((source (current-buffer))
        (name (if buffer-file-name (file-name-nondirectory buffer-file-name) (buffer-name)))
        (coding-system-for-write 'utf-8-unix)
        (coding-system-for-read 'utf-8-unix))
    (save-restriction
      (widen)
      (setq hgw--process
            (make-process
             :name "hgw-flymake" :noquery t :connection-type 'pipe
             :buffer (generate-new-buffer " *hgw-flymake*")
             :command (list hgw-check-program "--format=gcc" (concat "--stdin-name=" name) "-")
             :sentinel
             (lambda (process _event)
               (when (memq (process-status process) '(exit signal))
                 (unwind-protect
                     (when (and (buffer-live-p source)
                                (eq process (buffer-local-value 'hgw--process source)))
                       (if (and (eq (process-status process) 'exit)
                                (< (process-exit-status process) 2))
                           (with-current-buffer (process-buffer process)
                             (funcall report (hgw--diagnostics source)))
                         (funcall report :panic
                                  :explanation (with-current-buffer (process-buffer process)
                                                 (buffer-string)))))
                   (kill-buffer (process-buffer process)))))))
      (process-send-region hgw--process (point-min) (point-max))
      (process-send-eof hgw--process))))

(defun hgw-explain (code)
  "Show why the method asks what CODE stands for."
  (interactive
   (let* ((texts (mapcar #'flymake-diagnostic-text (flymake-diagnostics (point))))
          (here (seq-some (lambda (text)
                            (and (string-match "\\[\\([A-Z]+[0-9]+\\)\\]" text)
                                 (match-string 1 text)))
                          texts)))
     (list (or here (read-string "Code: ")))))
  (with-help-window "*hgw*"
    (call-process hgw-check-program nil standard-output nil "--explain" code)))

(declare-function eglot-ensure "eglot")
(declare-function eglot-code-actions "eglot")
(declare-function eglot-rename "eglot")
(declare-function eglot-current-server "eglot")
(declare-function eglot--signal-textDocument/didChange "eglot")
(declare-function jsonrpc-request "jsonrpc")
(defvar eglot-server-programs)

(defun hgw--run (command &rest arguments)
  "Ask hgw-lsp to do COMMAND with ARGUMENTS for this case."
  (let ((server (eglot-current-server)))
    (unless server
      (user-error "hgw-lsp is niet gestart"))
    ;; eglot tells of changes when Emacs is idle; the command is about the text as it is now.
    (eglot--signal-textDocument/didChange)
    (jsonrpc-request server :workspace/executeCommand
                     (list :command command
                           :arguments (vector (append (list :uri (concat "file://" (url-encode-url buffer-file-name)))
                                                      arguments))))))

(defun hgw--choose (prompt command)
  "Ask with PROMPT for one of the names that COMMAND lists."
  (completing-read prompt (mapcar (lambda (row) (aref row 0)) (hgw--run command)) nil t))

(defun hgw-next-phase ()
  "Add to the case what its next phase needs."
  (interactive)
  (hgw--run "hgw.nextPhase"))

(defun hgw-add (piece)
  "Add PIECE, a goal, a need, a meeting ..., to the case."
  (interactive (list (hgw--choose "Wat komt erbij? " "hgw.pieces")))
  (hgw--run "hgw.add" :piece piece))

(defun hgw-report (report)
  "Show REPORT, made of the text as it is now."
  (interactive (list (hgw--choose "Welk rapport? " "hgw.reports")))
  (view-file-other-window
   (url-filename (url-generic-parse-url
                  (url-unhex-string (plist-get (hgw--run "hgw.report" :report report :to "md") :uri))))))

(defun hgw--serve ()
  "Start hgw-lsp for this buffer.  Nil if it or eglot is not there."
  (when (and hgw-language-server buffer-file-name (executable-find "hgw-lsp") (require 'eglot nil t))
    (unless (assq 'hgw-mode eglot-server-programs)
      (push '(hgw-mode . ("hgw-lsp")) eglot-server-programs))
    (eglot-ensure)
    t))

(defvar hgw-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "M-n") #'flymake-goto-next-error)
    (define-key map (kbd "M-p") #'flymake-goto-prev-error)
    (define-key map (kbd "C-c C-e") #'hgw-explain)
    (define-key map (kbd "C-c C-a") #'eglot-code-actions)
    (define-key map (kbd "C-c C-r") #'eglot-rename)
    map)
  "Keys in a case file.")

;;;###autoload
(define-derived-mode hgw-mode nxml-mode "HGW"
  "Case files for handelingsgericht werken.
nXML with the grammar of a case, and flymake with what `hgw-check' says."
  (setq-local compile-command
              (concat hgw-check-program " --format=gcc "
                      (if buffer-file-name (shell-quote-argument (file-name-nondirectory buffer-file-name)) "")))
  (let ((schemas (hgw-schemas)))
    (when schemas
      (setq-local rng-schema-locating-files (cons schemas rng-schema-locating-files))
      (when rng-validate-mode
        (rng-auto-set-schema))))
  (unless (hgw--serve)
    (setq-local flymake-diagnostic-functions (list #'hgw-flymake))
    (flymake-mode 1)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.hgw\\.xml\\'" . hgw-mode))

(provide 'hgw)
;;; hgw.el ends here
