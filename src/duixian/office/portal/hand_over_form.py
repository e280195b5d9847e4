"""The form that hands the queue of a post to a colleague."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import QueryDict

from duixian.office.common.actor import Actor
from duixian.office.people.models import Deputy, Post, User
from duixian.office.people.selectors import people_of
from duixian.office.people.services.hand_over import hand_over
from duixian.office.portal.widgets import DayInput


class HandOverForm(forms.Form):
    """Who stands in for whom, from when until when, and why."""

    post = forms.ChoiceField(label="岗位")
    colleague = forms.ChoiceField(label="代理人")
    since = forms.DateField(label="自", widget=DayInput())
    until = forms.DateField(label="至", widget=DayInput())
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(
        self, posts: Sequence[Post], holder: User, today: date, given: QueryDict | None = None
    ) -> None:
        super().__init__(given, auto_id="handing_%s")
        self.initial.update(since=today, until=today)
        near = {each for post in posts for each in people_of(post.organisation, today)} - {holder}
        self.has_colleagues = bool(near)
        self._offer("post", [(str(post.pk), str(post)) for post in posts])
        people = sorted(near, key=lambda each: each.pk)
        self._offer("colleague", [(str(each.pk), each.name) for each in people])

    def hand_over(self, actor: Actor) -> Deputy:
        """What the valid form says; RefusedError where it may not be."""
        given = self.cleaned_data
        return hand_over(
            actor,
            Post.objects.get(pk=given["post"]),
            User.objects.get(pk=given["colleague"]),
            since=given["since"],
            until=given["until"],
            reason=given["reason"],
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
