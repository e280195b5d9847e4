CREATE FUNCTION library_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END;
$$;

CREATE TRIGGER library_published_never_changes
BEFORE UPDATE ON library_policyversion
FOR EACH ROW WHEN (OLD.state = 'published')
EXECUTE FUNCTION library_refuse('已发布的政策规则版本不能修改');

CREATE TRIGGER library_published_never_goes
BEFORE DELETE ON library_policyversion
FOR EACH ROW WHEN (OLD.state = 'published')
EXECUTE FUNCTION library_refuse('已发布的政策规则版本不能删除');

CREATE TRIGGER library_texts_never_change
BEFORE UPDATE ON library_policyversion
FOR EACH ROW WHEN (
    (OLD.policy_text, OLD.cases_text, OLD.official_text, OLD.sha256, OLD.proposed_by_id)
    IS DISTINCT FROM
    (NEW.policy_text, NEW.cases_text, NEW.official_text, NEW.sha256, NEW.proposed_by_id)
)
EXECUTE FUNCTION library_refuse('提出的内容不能修改，请重新提出');

CREATE TRIGGER library_foundation_never_changes
BEFORE UPDATE OR DELETE OR TRUNCATE ON library_foundation
FOR EACH STATEMENT EXECUTE FUNCTION library_refuse('词汇和目录不能修改或删除');

CREATE TRIGGER library_interpretation_never_changes
BEFORE UPDATE OR DELETE OR TRUNCATE ON library_interpretation
FOR EACH STATEMENT EXECUTE FUNCTION library_refuse('签发的解释口径不能修改或删除');

CREATE TRIGGER library_versions_never_go_together
BEFORE TRUNCATE ON library_policyversion
FOR EACH STATEMENT EXECUTE FUNCTION library_refuse('政策规则版本不能清空');
