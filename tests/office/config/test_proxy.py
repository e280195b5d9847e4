"""What the proxy of the guide shows is shipped, in Chinese, and says what the proxy does."""

import re
from pathlib import Path

import duixian.office.config
from tests.architecture.repository import ROOT


def test_the_proxy_has_a_page_of_ours_for_what_is_too_large():
    guide = (ROOT / "docs" / "guides" / "deploy.md").read_text(encoding="utf-8")
    (size,) = re.findall(r"client_max_body_size (\d+)m;", guide)
    (name,) = re.findall(r"error_page 413 /([\w.-]+);", guide)
    page = Path(duixian.office.config.__file__).parent / "proxy" / name
    assert str(page.relative_to(ROOT)) in guide
    assert f"一次最多提交 {size} MB" in page.read_text(encoding="utf-8")
