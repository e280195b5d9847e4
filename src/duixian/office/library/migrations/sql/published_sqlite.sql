CREATE TRIGGER library_published_never_changes
BEFORE UPDATE ON library_policyversion
WHEN OLD.state = 'published'
BEGIN
    SELECT RAISE(ABORT, '已发布的政策规则版本不能修改');
END;

CREATE TRIGGER library_published_never_goes
BEFORE DELETE ON library_policyversion
WHEN OLD.state = 'published'
BEGIN
    SELECT RAISE(ABORT, '已发布的政策规则版本不能删除');
END;

CREATE TRIGGER library_texts_never_change
BEFORE UPDATE OF policy_text, cases_text, official_text, sha256, proposed_by_id ON library_policyversion
WHEN OLD.policy_text <> NEW.policy_text OR OLD.cases_text <> NEW.cases_text
    OR OLD.official_text <> NEW.official_text OR OLD.sha256 <> NEW.sha256
    OR OLD.proposed_by_id IS NOT NEW.proposed_by_id
BEGIN
    SELECT RAISE(ABORT, '提出的内容不能修改，请重新提出');
END;

CREATE TRIGGER library_foundation_never_changes
BEFORE UPDATE ON library_foundation
BEGIN
    SELECT RAISE(ABORT, '词汇和目录不能修改');
END;

CREATE TRIGGER library_foundation_never_goes
BEFORE DELETE ON library_foundation
BEGIN
    SELECT RAISE(ABORT, '词汇和目录不能删除');
END;

CREATE TRIGGER library_interpretation_never_changes
BEFORE UPDATE ON library_interpretation
BEGIN
    SELECT RAISE(ABORT, '签发的解释口径不能修改');
END;

CREATE TRIGGER library_interpretation_never_goes
BEFORE DELETE ON library_interpretation
BEGIN
    SELECT RAISE(ABORT, '签发的解释口径不能删除');
END;
