"""Do with Mnemosyne's own library, without its windows, what ebb is measured at.

usage: peer.py FOLDER import FILE    a file of two columns apart by tabs
       peer.py FOLDER history COUNT  so many reviews over three years, of
                                          three of five cards
       peer.py FOLDER first          the first card, then gone at once
       peer.py FOLDER grade COUNT    answer, with a commit each; prints the
                                          median and the 99th percentile, in
                                          microseconds, to the next question
       peer.py FOLDER statistics     every page of them
"""

import os
import sys
import time
import warnings

warnings.simplefilter("ignore")
sys.path.append("/usr/lib/python3/dist-packages")

from mnemosyne.libmnemosyne import Mnemosyne  # noqa: E402
from mnemosyne.libmnemosyne.ui_components.main_widget import (  # noqa: E402
    MainWidget)
from mnemosyne.libmnemosyne.ui_components.review_widget import (  # noqa: E402
    ReviewWidget)

DAY = 86400
REPETITION = 9


class Window(MainWidget):
    def set_progress_text(self, text):
        pass

    def show_information(self, text):
        pass


class Review(ReviewWidget):
    instantiate = ReviewWidget.IMMEDIATELY

    def redraw_now(self):
        pass

    def stop_media(self):
        pass


def opened(folder):
    program = Mnemosyne(upload_science_logs=False, interested_in_old_reps=True)
    program.components.insert(
        0, ("mnemosyne.libmnemosyne.gui_translator", "GuiTranslator"))
    sys.modules["bench_windows"] = sys.modules["__main__"]
    program.components.append(("bench_windows", "Window"))
    program.components.append(("bench_windows", "Review"))
    program.initialise(data_dir=folder, automatic_upgrades=False,
                       filename=os.path.join(folder, "bench.db"))
    return program


def bring_in(program, path):
    for file_format in program.component_manager.all("file_format"):
        if file_format.__class__.__name__ == "Tsv":
            file_format.do_import(path)
    program.database().save()


def write_history(program, count):
    connection = program.database().con
    now = int(time.time())
    first = now - 1095 * DAY
    cards = connection.execute("select max(_id) from cards").fetchone()[0]
    asked = max(cards * 3 // 5, 1)
    connection.execute(
        """with recursive n(i) as (select 0 union all
               select i + 1 from n where i < ? - 1)
           insert into log(event_type, timestamp, object_id, grade, easiness,
               acq_reps, ret_reps, lapses, acq_reps_since_lapse,
               ret_reps_since_lapse, scheduled_interval, actual_interval,
               thinking_time, next_rep, scheduler_data)
           select ?, ? + i * 1095 * 86400 / ?, cards.id,
               case when i % 7 = 0 then 1 else 2 + i % 4 end, 2.5, 1, i / ?, 0,
               1, i / ?, 10 * 86400, 10 * 86400, 5, ? + i, 0
           from n join cards on cards._id = 1 + i * 7919 % ? / 3 * 5
               + i * 7919 % ? % 3""",
        (count, REPETITION, first, count, asked, asked, now, asked, asked))
    connection.execute(
        """update cards set grade = 4, easiness = 2.5, acq_reps = 1,
               ret_reps = 9, last_rep = ? - (_id % 60 + 1) * 86400,
               next_rep = ? + (_id % 60 - 10) * 86400
           where (_id - 1) % 5 < 3""", (now, now))
    program.database().save()


def answer(program, count):
    program.config()["save_after_n_reps"] = 1
    controller = program.review_controller()
    times = []
    for _ in range(count):
        controller.show_answer()
        start = time.perf_counter()
        controller.grade_answer(4)
        times.append((time.perf_counter() - start) * 1e6)
    times.sort()
    print("%.1f %.1f" % (times[count // 2], times[count * 99 // 100]))


def all_statistics(program):
    for page in program.component_manager.all("statistics_page"):
        page = page(component_manager=program.component_manager)
        for variant, _ in page.variants or [(None, "")]:
            page.prepare_statistics(variant)


def main():
    folder, step = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    program = opened(folder)
    if step == "import":
        bring_in(program, sys.argv[3])
    elif step == "history":
        write_history(program, int(sys.argv[3]))
    elif step == "first":
        if program.review_controller().card is None:
            sys.exit("there is no card to ask")
    elif step == "grade":
        answer(program, int(sys.argv[3]))
    elif step == "statistics":
        all_statistics(program)
    sys.stdout.flush()
    # A clean end would copy the whole database first.
    os._exit(0)


if __name__ == "__main__":
    main()
