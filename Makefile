# Two commands are all one needs: `make run` and `make test`. Each installs what it misses.

run doctor: export USHER_DEV ?= 1
cargo_target := $(or $(CARGO_TARGET_DIR),target)
xtask := cargo build --quiet --package xtask && $(cargo_target)/debug/xtask

.DEFAULT_GOAL := help
.PHONY: help run build test bench prove size screenshots prepare fmt lint doctor

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: build ## build, start a private PostgreSQL, fill it with a demo, and serve it
	@exec $(cargo_target)/debug/usher serve

build: ## what `make run` serves: the program, and the optimised pages
	@scripts/bootstrap run
	@scripts/build

test: ## every layer: lints, rules, database, HTTP, browser
	@scripts/bootstrap test
	@cargo build --quiet --package xtask
	@scripts/with-postgres $(cargo_target)/debug/xtask test $(LAYERS)

bench: ## how long a decision takes, and what a flood of sign-ins does to everybody else
	@scripts/bootstrap run
	@cargo bench --package shared
	@SQLX_OFFLINE=true scripts/with-postgres cargo bench --package server --bench sign_ins

prove: ## the properties of the rules, with 10,000 cases each; 10,000 mails while the program is killed ten times; 100,000 rows in 200 MB
	@scripts/bootstrap run
	@PROPTEST_CASES=10000 cargo test --release --package shared --lib --test it
	@scripts/with-postgres cargo test --package server --test it -- --ignored --nocapture ten_thousand
	@scripts/with-postgres cargo test --package server --test it -- --ignored --nocapture hundred_thousand

size: ## what browsers load, against its limits
	@scripts/bootstrap run
	@$(xtask) size

screenshots: build ## every page, both languages, light and dark, narrow and wide, into target/screenshots
	@scripts/bootstrap test
	@USHER_BIN=$(abspath $(cargo_target)/debug/usher) SITE_ROOT=$(abspath target/site) npm --prefix end2end run screenshots

prepare: ## .sqlx anew, after a query or a migration has changed
	@scripts/bootstrap run
	@cargo build --quiet --package xtask
	@scripts/with-postgres $(cargo_target)/debug/xtask prepare

fmt: ## format everything
	@cargo fmt --all

lint: ## formatting, lints and .sqlx, as `make test` checks them
	@$(MAKE) --no-print-directory test LAYERS=checks

doctor: build ## whether this machine and the configuration are right
	@$(cargo_target)/debug/usher doctor
