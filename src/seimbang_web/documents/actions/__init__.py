"""All that changes letters: draft, initial, number, sign, hand out, void."""

from seimbang_web.documents.actions.chain import initial, send, send_back, turn
from seimbang_web.documents.actions.draft import (
    DRAFTS,
    choose_signer,
    draft,
    edit_block,
    new_facts,
    redraft,
    save_wording,
)
from seimbang_web.documents.actions.handing import (
    BY_HAND,
    EXTRACTS,
    IN_APPLICATION,
    ask_extracts,
    deliver,
    deliver_all,
    lacking_extracts,
    make_extract,
    make_extracts,
    read_own,
    take_file,
    take_register,
)
from seimbang_web.documents.actions.numbers import (
    faults,
    may_number,
    number_letter,
    override,
)
from seimbang_web.documents.actions.pages import sign_by_pages
from seimbang_web.documents.actions.signers import (
    approve_signer,
    end_signer,
    propose_signer,
)
from seimbang_web.documents.actions.signing import (
    Sealed,
    sign_by_scan,
    sign_letters,
    sign_sealed,
    void_letter,
)

__all__ = [
    "BY_HAND",
    "DRAFTS",
    "EXTRACTS",
    "IN_APPLICATION",
    "Sealed",
    "approve_signer",
    "ask_extracts",
    "choose_signer",
    "deliver",
    "deliver_all",
    "draft",
    "edit_block",
    "end_signer",
    "faults",
    "initial",
    "lacking_extracts",
    "make_extract",
    "make_extracts",
    "may_number",
    "new_facts",
    "number_letter",
    "override",
    "propose_signer",
    "read_own",
    "redraft",
    "save_wording",
    "send",
    "send_back",
    "sign_by_pages",
    "sign_by_scan",
    "sign_letters",
    "sign_sealed",
    "take_file",
    "take_register",
    "turn",
    "void_letter",
]
