# make lab      open the course        (make lab ARGS="--no-browser --port 8899")
# make test     prove it               (make test ARGS="-k scheme")
# make build    write and execute the notebooks whose source changed
# make reviewed record that both languages of a changed text were read side by side
# make lock     resolve the versions   (make lock ARGS=--upgrade)

PYTHON ?= $(shell command -v python3 || command -v python)
START = @test -n "$(PYTHON)" || { echo "没有找到 Python：请先从 python.org 安装 3.11 或更高版本。 / There is no Python: install 3.11 or newer from python.org first." >&2; exit 1; }; exec "$(PYTHON)" -m custclass

.PHONY: lab test build reviewed lock

lab:
	$(START) lab $(ARGS)

test:
	$(START) test $(ARGS)

build:
	$(START) run -m tools.build $(ARGS)

reviewed:
	$(START) run -m tools.reviewed $(ARGS)

lock:
	$(START) run -m tools.lock $(ARGS)
