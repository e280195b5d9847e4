"""Duixian 兑现: the promises of industrial policy documents as cited, executable rules."""
